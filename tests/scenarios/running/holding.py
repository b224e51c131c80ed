"""Holds the conversation of one scenario, in a house with a marketplace of its own."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

from livekit.agents import APIError

from agents.roster import Roster
from conversations.text import open_text
from domain.protocols import Decision
from tests.house import (
    LIMITS,
    TestHouse,
    approvals_of,
    open_house,
    timeline_of,
    voice_of,
)
from tests.house import Caller as KnownCaller
from tests.scenarios.running.customer import Simulated, identity
from tests.scenarios.running.form import Scenario, Step
from tests.scenarios.running.models import Models
from tests.scenarios.running.people import PEOPLE, Customer
from tests.scenarios.running.played import Played
from tests.scenarios.running.record import Happened
from tests.scenarios.running.records import Records, snapshot
from tools.call import Call

LONGEST = 40
"""Turns after which a customer with a goal gives up."""


class _Customer(Protocol):
    async def opens(self) -> str: ...

    async def answers(self, call: Call, said: Sequence[str]) -> str: ...


async def hold(
    scenario: Scenario, template: Path, roster: Roster, models: Models, door: asyncio.Lock
) -> Happened:
    """Lets a customer talk as the scenario says; nothing is judged here.

    Houses of one process are opened one after another, through the same door: the migrations that
    each looks at are run by a library that keeps them in globals.
    """
    happened = Happened()
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            opened = open_house(Path(folder), template, models.understanding, roster=roster)
            async with door:
                house = await stack.enter_async_context(opened)
            talking = _Talking(scenario, house, models, happened)
            stack.push_async_callback(talking.hangs_up)
            await talking.calls()
            before = snapshot(house.database)
            for step in scenario.says:
                await talking.takes(step)
            await talking.pursues()
            happened.ended = talking.ended
            happened.records = Records(before, snapshot(house.database))
    return happened


class _Talking:
    def __init__(
        self, scenario: Scenario, house: TestHouse, models: Models, happened: Happened
    ) -> None:
        self._scenario = scenario
        self._house = house
        self._models = models
        self._happened = happened
        self._who: Customer | None = PEOPLE.get(scenario.caller)
        self._call: Call | None = None
        self._open = AsyncExitStack()

    @property
    def call(self) -> Call:
        assert self._call is not None
        return self._call

    @property
    def ended(self) -> bool:
        """Whether the agent has said goodbye."""
        return self.call.state.ended

    async def calls(self, *, known: bool = True) -> None:
        """Opens a conversation; `known`: identified from the start where the scenario says so."""
        scenario = self._scenario
        line = scenario.line
        if line == "their own" and self._who is not None:
            line = self._who.person.line
        call = self._house.call(
            calling_line=line,
            allow_browsing=scenario.starts == "browsing",
            channel=scenario.channel,
        )
        if known and scenario.starts == "identified" and self._who is not None:
            await KnownCaller(self._house, call).identify(self._who.person)
            call.coordinator.arrived(call, "authentication")
        self._call = call
        timeline_of(call).subscribe(lambda event: self._happened.happens(event, call))
        model = self._models.answering(lambda: self._house.clock().date())
        self._text = await self._open.enter_async_context(
            open_text(call, self._house.roster, voice_of(call), model, LIMITS, self._happened.shown)
        )

    async def hangs_up(self) -> None:
        """The conversation is over; who was identified in it is kept."""
        if self._call is not None and self._call.customer.customer_id is not None:
            self._happened.customers.add(self._call.customer.customer_id)
        await self._open.aclose()

    async def takes(self, step: Step) -> None:
        """One step of the scenario."""
        if step.says is not None:
            await self._says(step.says)
        elif step.keys is not None:
            self._happened.transcript.append(f"  (keys {step.keys})")
            await self._says(self.call.press(step.keys.removesuffix("#")))
        elif step.waits is not None:
            self._happened.transcript.append(f"  ({step.waits} later)")
            self._house.clock.advance(seconds=step.waits.total_seconds())
        elif step.identifies is not None:
            await self._identifies(PEOPLE[step.identifies])
        elif step.colleague is not None:
            await self._decides("approved" if step.colleague == "approves" else "denied")
        else:
            await self.hangs_up()
            self._happened.transcript.append("  (calls again)")
            await self.calls(known=False)

    async def pursues(self) -> None:
        """Lets a customer with a goal go on by themselves until the conversation ends."""
        wants = self._scenario.wants
        if wants is None:
            return
        customer: _Customer
        if self._models.embedded:
            customer = Simulated(wants, self._who, self._house.roster)
        else:
            customer = Played(wants, self._who, self._models.another())
        words = await customer.opens()
        for _ in range(LONGEST):
            said = await self._says(words)
            if self.ended:
                return
            try:
                words = await customer.answers(self.call, said)
            except APIError as error:
                self._happened.troubles.append(f"the customer could not be played: {error.message}")
                return
        self._happened.troubles.append(f"not at an end after {LONGEST} turns")

    async def _says(self, words: str) -> list[str]:
        """A turn of the customer; returns what was answered."""
        self._happened.customer_says(words)
        if self.ended:
            self._happened.troubles.append(f"the call had ended before the customer said {words!r}")
            return []
        before = len(self._happened.said)
        await self._text.say(words)
        answered = [text for _, text in self._happened.said[before:]]
        if not answered:
            self._happened.troubles.append(f"{words!r} was left without an answer")
        return answered

    async def _identifies(self, who: Customer) -> None:
        while (words := identity(self.call, who, {})) is not None:
            step = (self.call.identity.step, self.call.identity.reading_back)
            await self._says(words)
            if step == (self.call.identity.step, self.call.identity.reading_back):
                self._happened.troubles.append(f"the identity check went no further at {step[0]}")
                return

    async def _decides(self, outcome: str) -> None:
        told = voice_of(self.call).told
        before = len(told)
        for request in approvals_of(self.call).open:
            self._happened.transcript.append(f"  (a colleague decides: {outcome})")
            decision = Decision(outcome="approved" if outcome == "approved" else "denied")
            await approvals_of(self.call).decide(request.id, decision)
        for words in told[before:]:
            self._happened.shown(self.call.state.agent, words)
