"""A call into which a person can come: what is real is the line, what is not the room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from livekit import rtc
from livekit.agents.voice.room_io import RoomOptions

from channels.voice import searching
from channels.voice.person import TakeOver
from domain.context import Channel
from domain.events import PersonStep
from tests.house import Caller, Person, TestHouse, voice_of
from tools.call import Call

STANDARD = rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD
SIP = rtc.ParticipantKind.PARTICIPANT_KIND_SIP
FIRST, SECOND = "+14155550801", "+14155550802"
"""Telephones of our people."""


@dataclass(frozen=True)
class Settings:
    person_ringing_timeout: int = 5
    person_transfer: Literal["dial", "cold"] = "dial"
    agent_with_person: Literal["stays", "leaves"] = "stays"
    after_person: Literal["goes_on", "goodbye"] = "goes_on"


class Happened:
    """What has happened, in order; it can be waited for."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._more = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    def note(self, what: str) -> None:
        self.all.append(what)
        task = asyncio.ensure_future(self._tell())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self) -> None:
        async with self._more:
            self._more.notify_all()

    async def until(self, what: str) -> None:
        def there() -> bool:
            return any(one.startswith(what) for one in self.all)

        async with asyncio.timeout(10), self._more:
            await self._more.wait_for(there)


class Session(rtc.EventEmitter[str]):
    """What of a session taking over needs."""

    def __init__(self, call: Call, happened: Happened) -> None:
        super().__init__()
        self.userdata = call
        self._happened = happened
        self.input = SimpleNamespace(set_audio_enabled=self._switch("hears"))
        self.output = SimpleNamespace(set_audio_enabled=self._switch("speaks"))
        self.options = SimpleNamespace(endpointing={"min_delay": 0.5, "max_delay": 3.0})
        self.hears = self.speaks = True
        self.agent_state = "listening"
        self.said: list[str] = []
        self.waited_for_caller = 0
        self.lasts: asyncio.Event | None = None
        """What is said goes on until it is set; without one it takes no time."""
        self.answers: asyncio.Event | None = None
        """What the caller asked last is answered once it is set; without one it is already."""

    def _switch(self, what: str) -> Callable[[bool], None]:
        return lambda on: setattr(self, what, on)

    async def interrupt(self) -> None:
        raise RuntimeError("what is being said may not be cut short")

    def say(self, text: str, *, allow_interruptions: bool = True) -> asyncio.Future[None]:
        assert self.speaks, "it is muted"
        self.said.append(text)
        self._happened.note(f"said {text}")
        if self.lasts is not None:
            return asyncio.ensure_future(self._lasting(self.lasts))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    async def _lasting(self, until: asyncio.Event) -> None:
        await until.wait()

    async def wait_for_idle(self) -> None:
        self._happened.note("waits for its turn")
        if self.answers is not None:
            await self.answers.wait()

    def shutdown(self, *, drain: bool) -> None:
        self._happened.note("session over")

    def reset_away_timer(self) -> None:
        self.waited_for_caller += 1


class Room(rtc.EventEmitter[str]):
    """Who is in the caller's room."""

    def __init__(self) -> None:
        super().__init__()
        self.remote_participants: dict[str, Any] = {}

    def joins(self, identity: str, *, kind: Any = STANDARD, role: str = "person") -> None:
        who = SimpleNamespace(identity=identity, kind=kind, attributes={"role": role})
        self.remote_participants[identity] = who
        self.emit("participant_connected", who)

    def leaves(self, identity: str) -> None:
        who = self.remote_participants.pop(identity, SimpleNamespace(identity=identity))
        self.emit("participant_disconnected", who)


@dataclass
class Phones:
    """Telephones of our people: whoever is named answers once `pick_up` is set."""

    room: Room
    happened: Happened
    gone_again: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = (FIRST, SECOND)
    answers: frozenset[str] = frozenset()
    pick_up: asyncio.Event = field(default_factory=asyncio.Event)
    rung: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    hung_up: list[str] = field(default_factory=list)

    async def fetch(self, number: str) -> str | None:
        self.rung.append(number)
        self.room.joins(number, kind=SIP)
        self.happened.note(f"rings {number}")
        try:
            await self.pick_up.wait()
        except asyncio.CancelledError:
            self.stopped.append(number)
            raise
        if number not in self.answers or number in self.gone_again:
            self.room.leaves(number)
        return number if number in self.answers else None

    async def hang_up(self, identity: str) -> None:
        self.hung_up.append(identity)
        self.room.leaves(identity)
        self.happened.note(f"hung up {identity}")

    async def hand_on(self, number: str) -> bool:
        self.rung.append(number)
        self.happened.note(f"handed on to {number}")
        return number in self.answers


@dataclass
class Waiting:
    """A caller in a call, and everything around them."""

    caller: Caller
    people: TakeOver
    session: Session
    room: Room
    phones: Phones
    happened: Happened
    options: RoomOptions

    @property
    def steps(self) -> list[str]:
        return [one.removeprefix("step ") for one in self.happened.all if one.startswith("step ")]

    @property
    def desk(self) -> Any:
        return self.caller.house.house.services.desk

    async def asks(self, **arguments: Any) -> str:
        """Asks for a person; what the caller is told."""
        self.caller.says("I want to speak to a person")
        arguments.setdefault("summary", "my lamp is broken")
        return (await self.caller.does("escalate_to_human", **arguments)).say

    async def on_the_line(self) -> list[str]:
        """The tickets that the desk sees."""
        return [waits.ticket_id for waits in (await self.desk.waiting()).callers]

    async def settled(self) -> None:
        """Whatever was begun has come to where it waits for something else than a turn."""
        for _ in range(20):
            await asyncio.sleep(0)

    async def taken_while_it_rings(self) -> str:
        """While a telephone rings, somebody at the desk takes the caller, and has not come yet."""
        await self.asks()
        await self.happened.until("rings")
        [ticket] = await self.on_the_line()
        await self.desk.take(ticket, "desk")
        return ticket

    async def taken_at_the_desk(self, identity: str = "person-1") -> None:
        [ticket] = await self.on_the_line()
        await self.desk.take(ticket, "desk")
        self.room.joins(identity)


@asynccontextmanager
async def waiting(
    house: TestHouse,
    *,
    settings: Settings | None = None,
    phones: bool = False,
    answering: tuple[str, ...] = (),
    by_telephone: bool = False,
    known_as: Person | None = None,
) -> AsyncIterator[Waiting]:
    """A call in which a person may be asked for, and changes show at once; ends it at the end."""
    happened = Happened()
    people = TakeOver(house.house.services.desk, settings or Settings())
    call = replace(house.call(channel=Channel.VOICE), people=people)
    caller = Caller(house, call)
    if known_as is not None:
        await caller.identify(known_as)
    call.coordinator.arrived(call, "human")

    def note(event: object) -> None:
        if isinstance(event, PersonStep):
            happened.note(f"step {event.step}" + (f" {event.by}" if event.by else ""))

    call.timeline.subscribe(note)
    session, room, options = Session(call, happened), Room(), RoomOptions(delete_room_on_close=True)
    theirs = Phones(room, happened, answers=frozenset(answering))
    room.joins("caller", kind=SIP if by_telephone else STANDARD, role="")
    people.attach(
        session,  # type: ignore[arg-type]
        room,  # type: ignore[arg-type]
        room.remote_participants["caller"],
        options,
        theirs if phones else None,
    )
    made = Waiting(caller, people, session, room, theirs, happened, options)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(searching, "SIGN_EVERY", 0.01)
        yield made
    room.leaves("caller")
    await people.close()


def told(call: Call) -> list[str]:
    """What the caller was told without asking."""
    return voice_of(call).told
