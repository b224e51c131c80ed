"""A whole product in one process, for a test: its own marketplace, a time that a test moves.

Who is in it comes along: customers, callers, and conversations that follow a script.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from agents.marketplace import ROSTER
from agents.roster import Roster
from config import Settings
from conversations.text import Limits, open_text
from domain.context import Channel
from marketplace.app import create_app, open_app
from pipeline.embedded.language import Understanding
from services import Services
from tests import scripted
from tests.callers import Caller
from tests.people import JANE, JOHN, MIGUEL, PEOPLE, PRIYA, SARAH, Person
from tests.scripted import ScriptedLLM
from tests.talking import FakeVoice, Talk, approvals_of, codes, timeline_of, voice_of
from tools.action import Action
from tools.call import Call
from wiring import House

__all__ = [
    "ENCRYPTION_KEY",
    "JANE",
    "JOHN",
    "KEY",
    "LIMITS",
    "MIGUEL",
    "PEOPLE",
    "PRIYA",
    "SARAH",
    "START",
    "Caller",
    "Clock",
    "FakeVoice",
    "Person",
    "Talk",
    "TestHouse",
    "approvals_of",
    "codes",
    "open_house",
    "prepare",
    "settings_in",
    "timeline_of",
    "voice_of",
]

START = datetime(2031, 3, 5, 15, 0, tzinfo=UTC)  # a Wednesday
KEY = "a-marketplace-key-for-tests"
ENCRYPTION_KEY = "an-encryption-key-for-tests"
LIMITS = Limits(message_chars=1_000, turn_seconds=30, tool_rounds=5)
Transport = Callable[[httpx.AsyncBaseTransport], httpx.AsyncBaseTransport]


class Clock:
    """A time that stands still until it is moved; for the marketplace and for calls."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


def settings_in(folder: Path, **others: Any) -> Settings:
    ours = {"log_dir": None, "marketplace_key": KEY, "encryption_key": ENCRYPTION_KEY}
    return Settings(_env_file=None, data_dir=folder, **(ours | others))


async def prepare(folder: Path) -> Path:
    """A marketplace database with the sample data, loaded at `START`; to be copied."""
    settings = settings_in(folder)
    market = create_app(settings, Clock()).state.marketplace
    await market.prepare()
    await market.close()
    return folder / "marketplace.db"


class TestHouse:
    """The product with a marketplace of its own, and calls in it."""

    __test__ = False

    def __init__(self, house: House, clock: Clock, database: Path) -> None:
        self.house = house
        self.clock = clock
        self.database = database
        self._calls = 0

    @property
    def roster(self) -> Roster:
        return self.house.roster

    def action(self, name: str) -> Action:
        return self.roster.actions[name]

    def call(
        self,
        *,
        calling_line: str | None = None,
        allow_browsing: bool = False,
        channel: Channel = Channel.CHAT,
        call_id: str | None = None,
    ) -> Call:
        """A conversation that nothing has been said in yet."""
        self._calls += 1
        made = self.house.new_call(
            call_id or f"call-{self._calls}", channel, FakeVoice(), calling_line=calling_line
        )
        return replace(
            made, now=self.clock, monotonic=self.clock.seconds, allow_browsing=allow_browsing
        )

    def caller(self, **options: Any) -> Caller:
        """A caller whose agent is a test: it performs actions directly."""
        return Caller(self, self.call(**options))

    async def caller_known_as(
        self, person: Person, agent: str = "order_tracking", **options: Any
    ) -> Caller:
        """A caller who has been through the whole identity check."""
        caller = self.caller(**options)
        await caller.identify(person)
        caller.call.coordinator.arrived(caller.call, agent)
        return caller

    @asynccontextmanager
    async def talk(
        self,
        *steps: scripted.Step,
        call: Call | None = None,
        limits: Limits = LIMITS,
        model: ScriptedLLM | None = None,
    ) -> AsyncIterator[Talk]:
        """A written conversation whose model follows these steps, and nothing else."""
        model = model or ScriptedLLM(list(steps))
        call = call or self.call()
        shown: list[tuple[str, str]] = []
        async with open_text(
            call, self.roster, voice_of(call), model, limits, lambda *said: shown.append(said)
        ) as conversation:
            yield Talk(call, conversation, model, shown)
            assert not model.unexpected, "the model was asked beyond its script"
            assert not model.steps, "the conversation ended before the script"

    @asynccontextmanager
    async def talk_with(self, person: Person, agent: str, **options: Any) -> AsyncIterator[Talk]:
        """A conversation in which this agent has just taken over, for an identified customer."""
        caller = await self.caller_known_as(person, "authentication")
        hand_over = scripted.uses("transfer", target=agent, reason="the customer asked for it")
        steps = (hand_over, scripted.Says("Gladly."))
        async with self.talk(*steps, call=caller.call, **options) as talk:
            await talk.says("could you help me with something")
            yield talk


@asynccontextmanager
async def open_house(
    folder: Path,
    template: Path,
    understanding: Understanding,
    transport: Transport | None = None,
    roster: Roster = ROSTER,
) -> AsyncIterator[TestHouse]:
    """A house on a copy of the template's database."""
    settings = settings_in(folder)
    database = folder / "marketplace.db"
    shutil.copy(template, database)
    clock = Clock()
    async with open_app(settings, clock) as app:
        way: httpx.AsyncBaseTransport = httpx.ASGITransport(app=app)
        if transport is not None:
            way = transport(way)
        async with Services.open("http://marketplace", KEY, way) as services:
            yield TestHouse(House(settings, roster, understanding, services), clock, database)
