"""One call alone, five side by side, and ten: what they waited for, and what they cost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bench.load.callers import Told, hold
from bench.load.processes import CALLS, HTTP, Used, used
from bench.load.profiles import Profile, parts
from bench.response.line import spoken
from bench.response.running import running

UNHINDERED = {"TOKEN_REQUESTS_PER_MINUTE": "1000", "USER_AWAY_TIMEOUT": "60"}
SETTLES = 6.0
"""Seconds between two groups of callers, in which jobs end and processes are made ready."""


@dataclass(frozen=True)
class Group:
    """Callers who called in one moment.

    Attributes:
        told: what each met with.
        used: processor seconds that each kind of process took meanwhile.
        lasted: seconds that this was.
    """

    told: list[Told]
    used: dict[str, float]
    lasted: float

    @property
    def served(self) -> list[Told]:
        """Who got an agent."""
        return [one for one in self.told if one.welcomed is not None and not one.refused]

    @property
    def refused(self) -> list[Told]:
        """Who was told that all lines are busy."""
        return [one for one in self.told if one.refused]

    @property
    def cost(self) -> float | None:
        """Processor seconds of a call, by itself: of its own process."""
        return self.used[CALLS] / len(self.served) if self.served else None

    @property
    def refusal_cost(self) -> float | None:
        """Processor seconds of a refusal: all that the HTTP side took is taken for theirs."""
        return self.used[HTTP] / len(self.refused) if self.refused else None


async def measure(
    folder: Path, profile: Profile, sizes: tuple[int, ...], seconds: float, limit: int | None
) -> AsyncIterator[Group]:
    """Starts the product, and has groups of callers call; yields what came of each.

    Args:
        folder: for its data and logs.
        profile: who hears and talks.
        sizes: how many callers there are in each group.
        seconds: how long they stay.
        limit: `MAX_CALLS`; what the machine carries if None.
    """
    own = {} if limit is None else {"MAX_CALLS": str(limit)}
    async with parts(profile) as (environment, words):
        samples = await spoken(words)
        async with running(folder, {**environment, **own, **UNHINDERED}) as url:
            for size in sizes:
                before = used()
                calls = [
                    asyncio.create_task(hold(url, words, samples, seconds, first))
                    for first in range(size)
                ]
                usage = asyncio.create_task(_used_before_the_end(seconds))
                told = list(await asyncio.gather(*calls))
                after = await usage
                yield Group(told, after.since(before), after.at - before.at)
                await asyncio.sleep(SETTLES)


async def _used_before_the_end(seconds: float) -> Used:
    """What was used up to a moment at which the processes of all calls are still there."""
    await asyncio.sleep(seconds - 1.0)
    return used()
