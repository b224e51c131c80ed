"""A whole product in one process, for a test: its own marketplace, a time that a test moves."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from agents.marketplace import ROSTER
from agents.roster import Roster
from agents.session import CallSession
from agents.speaking import SessionVoice
from config import Settings
from conversations.approvals import InProcessApprovals
from conversations.text import Limits, TextConversation, open_text
from conversations.timeline import ConversationTimeline
from domain.context import Channel
from domain.errors import Refusal, Unavailable
from domain.events import ActionRun, Handoff
from marketplace.app import create_app, open_app
from pipeline.embedded.language import Understanding
from services import Services
from tests import scripted
from tests.scripted import ScriptedLLM
from tools.action import Action
from tools.call import Call
from tools.identity import Step
from tools.result import Result
from wiring import House

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


@dataclass(frozen=True)
class Person:
    """A customer of the sample data, as they know themselves."""

    id: str
    name: str
    phone: str
    born: str
    ssn: str
    card: str

    @property
    def born_on(self) -> str:
        """ISO 8601."""
        return datetime.strptime(self.born, "%B %d, %Y").replace(tzinfo=UTC).date().isoformat()

    @property
    def line(self) -> str:
        """Their number, E.164."""
        return "+1" + "".join(c for c in self.phone if c.isdigit())


JOHN = Person("CUST-1001", "John", "415-555-0100", "March 15, 1985", "1234", "4242")
JANE = Person("CUST-1002", "Jane", "415-555-0101", "July 22, 1990", "5678", "1881")
SARAH = Person("CUST-1003", "Sarah", "415-555-0102", "November 2, 1978", "9012", "0005")
MIGUEL = Person("CUST-1004", "Miguel", "415-555-0103", "January 30, 1995", "3456", "1117")
PRIYA = Person("CUST-1005", "Priya", "415-555-0104", "September 9, 1982", "7890", "3237")
PEOPLE = (JOHN, JANE, SARAH, MIGUEL, PRIYA)


class FakeVoice(SessionVoice):
    """The program's own voice in writing; without a session it remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(ended=self._note_end)
        self.session: CallSession | None = None
        self.told: list[str] = []
        self.read: list[str] = []
        self.hears_notices = True
        self.hung_up = False

    def attach(self, session: Any) -> None:
        self.session = session
        super().attach(session)

    async def read_aloud(self, text: str) -> bool:
        self.read.append(text)
        if not self.hears_notices:
            return False
        return True if self.session is None else await super().read_aloud(text)

    async def tell(self, text: str) -> None:
        self.told.append(text)

    def hang_up(self) -> None:
        self.hung_up = True

    def _note_end(self) -> None:
        self.hung_up = True


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


class Caller:
    """Says things and has actions performed, as a model of any mind would ask for them."""

    def __init__(self, house: TestHouse, call: Call) -> None:
        self.house = house
        self.call = call

    def is_at(self, step: Step) -> bool:
        """Whether this is the open step of the identity check."""
        return self.call.identity.step is step

    def says(self, words: str) -> str:
        """A turn of the caller; returns it as the agent gets it."""
        masked = self.call.hear(words)
        self.call.begin_turn(masked)
        return masked

    async def does(self, action: str, /, *, response: str | None = None, **raw: Any) -> Result:
        """The agent calls a tool."""
        return await self.house.action(action).perform(self.call, raw, response=response)

    async def refused(self, action: str, /, *, response: str | None = None, **raw: Any) -> str:
        """The agent calls a tool and is refused; returns the refusal's code."""
        try:
            result = await self.does(action, response=response, **raw)
        except (Refusal, Unavailable) as refusal:
            if refusal.say:
                return refusal.code
            raise AssertionError(f"{action} was refused without a word") from refusal
        raise AssertionError(f"{action} was not refused: {result.say!r}")

    async def agreed(self, action: str, /, **raw: Any) -> Result:
        """The agent proposes a write, and the caller says yes."""
        proposed = await self.does(action, **raw)
        assert proposed.proposal, f"{action} was not proposed first"
        self.says("yes please")
        return await self.does(action, **raw)

    async def identify(self, person: Person, until: Step = Step.DONE) -> None:
        """Goes through the identity check up to a step, as an honest caller would."""
        check = self.call.identity
        says, does = self.says, self.does

        async def confirm() -> None:
            says("yes")
            await does("confirm_step")

        while check.step is not until:
            match check.step:
                case Step.FIRST_NAME:
                    says(person.name)
                    await does("record_first_name", first_name=person.name)
                case Step.PHONE_NUMBER:
                    says(person.phone)
                    await does("record_phone_number", phone_number="<phone_number>")
                    await confirm()
                case Step.DATE_OF_BIRTH:
                    says(person.born)
                    await does("record_date_of_birth", date_of_birth="<date_of_birth>")
                    await confirm()
                case Step.LAST_FOUR:
                    says(person.card)
                    await does(
                        "record_last_four", last_four="<last_four>", last_four_of="credit_card"
                    )
                    await confirm()
                case Step.MATCH:
                    await self.match("credit_card")
                case Step.ADDRESS:
                    await confirm()
                case Step.DISCLOSURE:
                    await does("read_disclosure")
                case Step.RESPONSE:
                    says("no thanks")
                    await does("log_offer_response", offer_response="DECLINED")
                case Step.DONE:
                    return

    async def match(self, of: str = "credit_card") -> Result:
        """The agent asks for the confirmed values to be checked."""
        return await self.does(
            "authenticate_user",
            phone_number="<phone_number>",
            date_of_birth="<date_of_birth>",
            last_four="<last_four>",
            last_four_of=of,
        )


class Talk:
    """A conversation in writing, seen from outside."""

    def __init__(
        self,
        call: Call,
        conversation: TextConversation,
        model: ScriptedLLM,
        shown: list[tuple[str, str]],
    ) -> None:
        self.call = call
        self.conversation = conversation
        self.model = model
        self.shown = shown
        """Who said what to the customer."""
        self._began = len(timeline_of(call).events)

    @property
    def session(self) -> CallSession:
        session = voice_of(self.call).session
        assert session is not None
        return session

    async def says(self, *turns: str) -> str:
        """The customer's turns, one by one; returns what the last was answered with."""
        before = len(self.shown)
        for words in turns:
            before = len(self.shown)
            await self.conversation.say(words)
        return " ".join(text for _, text in self.shown[before:])

    def then(self, *steps: scripted.Step) -> None:
        """What the model will do from here on."""
        self.model.steps.extend(steps)

    @property
    def actions(self) -> list[tuple[str, str | None]]:
        """The actions that were asked for, each with the code of its refusal."""
        return [(e.name, e.code) for e in self.events(ActionRun)]

    @property
    def handoffs(self) -> list[tuple[str, str]]:
        return [(e.transfer.from_agent, e.transfer.to_agent) for e in self.events(Handoff)]

    @property
    def refusals(self) -> list[dict[str, Any]]:
        """The refusals that the model was given to tell, oldest first."""
        outputs = [i for i in self.session.history.items if i.type == "function_call_output"]
        told = [json.loads(output.output) for output in outputs if output.output.startswith("{")]
        return [output for output in told if "refused" in output]

    @property
    def agent(self) -> str:
        """Who speaks."""
        return self.call.state.agent

    def events(self, *kinds: type[Any]) -> list[Any]:
        events = timeline_of(self.call).events[self._began :]
        return [event for event in events if isinstance(event, kinds)]


def timeline_of(call: Call) -> ConversationTimeline:
    assert isinstance(call.timeline, ConversationTimeline)
    return call.timeline


def approvals_of(call: Call) -> InProcessApprovals:
    assert isinstance(call.approvals, InProcessApprovals)
    return call.approvals


def voice_of(call: Call) -> FakeVoice:
    assert isinstance(call.voice, FakeVoice)
    return call.voice


def codes(actions: Iterable[tuple[str, str | None]], name: str) -> list[str | None]:
    """What came of each time that an action was asked for."""
    return [code for action, code in actions if action == name]
