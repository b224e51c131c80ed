"""Holds many scenarios, some side by side, each as often as is wanted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from agents.roster import Roster
from tests.scenarios.running.checks import failures
from tests.scenarios.running.holding import hold
from tests.scenarios.running.judge import judged
from tests.scenarios.running.models import Models
from tests.scenarios.running.reading import Case
from tests.scenarios.running.report import Outcome, Run


@dataclass(frozen=True)
class Rounds:
    """Who answers, and how many conversations are held at once."""

    roster: Roster
    models: Models
    at_once: int = 1
    door: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def hold(self, cases: list[Case], template: Path, times: int) -> list[Outcome]:
        """Holds each scenario so many times, each on a copy of this database."""
        places = asyncio.Semaphore(self.at_once)

        async def one(case: Case) -> Run:
            async with places:
                return await self.one(case, template)

        runs = await asyncio.gather(*(one(case) for case in cases for _ in range(times)))
        return [Outcome(case, runs[at * times : (at + 1) * times]) for at, case in enumerate(cases)]

    async def one(self, case: Case, template: Path) -> Run:
        """Holds one scenario once; a cloud model also judges how it sounded."""
        happened = await hold(case.scenario, template, self.roster, self.models, self.door)
        failed = failures(case, happened)
        if self.models.embedded:
            return Run(case, happened, failed)
        return Run(case, happened, failed, await judged(happened, self.models.another()))
