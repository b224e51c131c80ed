"""How a person is looked for: at the desk first where it is open, then by telephone, in turn.

Meanwhile the caller keeps their place on the line, from which the desk may take them at any time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, Protocol, TypeVar

import structlog

from domain.errors import Refusal, Unavailable
from domain.facts import CallerState, CallerTaken, TakenBy

log = structlog.get_logger(__name__)

Answer = TypeVar("Answer")

SIGN_EVERY = 2.0
"""Seconds between two signs of life of a caller who waits."""
COMES_WITHIN = 20.0
"""Seconds within which whoever has taken a caller at the desk joins them."""


class Line(Protocol):
    """Where callers wait; `services.desk` is it."""

    async def wait(self, ticket_id: str, *, call_id: str, channel: str, agent: str) -> CallerState:
        """Puts a caller on the line."""
        ...

    async def still_here(self, ticket_id: str, *, call_id: str) -> CallerState:
        """Says that the call goes on; how the request stands."""
        ...

    async def release(self, ticket_id: str, *, call_id: str) -> CallerState:
        """Puts a caller back."""
        ...

    async def end(
        self, ticket_id: str, *, call_id: str, outcome: Literal["ended", "gave_up"]
    ) -> CallerState:
        """Takes a caller off the line."""
        ...

    async def take(self, ticket_id: str, by: TakenBy) -> CallerTaken:
        """Takes a caller for one person."""
        ...


class Telephones(Protocol):
    """The telephones of our people, from one call; `channels.phone.staff` has them."""

    @property
    def numbers(self) -> Sequence[str]:
        """E.164, in the order in which they are tried."""
        ...

    async def fetch(self, number: str) -> str | None:
        """Rings a telephone, whose owner joins the call; their identity, None if nobody answers.

        Cancelled, it stops ringing.
        """
        ...

    async def hang_up(self, identity: str) -> None:
        """Ends the call of one who was fetched."""
        ...

    async def hand_on(self, number: str) -> bool:
        """Hands the caller's own call on to a number; False where that came to nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for: a person for one caller."""

    ticket_id: str
    call_id: str
    summary: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Who is told what came of it."""

    fetched: Callable[[str], Awaitable[bool]]
    """Somebody has answered; told their identity in the room. False: they are gone again."""
    nobody: Callable[[], Awaitable[None]]
    """Nobody came; the caller still has their place."""
    hand_on: Callable[[Telephones], Awaitable[bool]] | None
    """Hands the call on to a telephone, instead of fetching one; None fetches."""


class Search:
    """The search for a person for one request.

    Args:
        line: where the caller waits.
        phones: the telephones, if there are any.
        request: who waits, and why.
        ringing: seconds for the desk, before the telephones.
        outcomes: who is told.
    """

    def __init__(
        self,
        line: Line,
        phones: Telephones | None,
        request: Request,
        ringing: float,
        outcomes: Outcomes,
    ) -> None:
        self.request = request
        self._line = line
        self._phones = phones
        self._ringing = ringing
        self._outcomes = outcomes
        self._declined = asyncio.Event()
        self._over = asyncio.Event()
        self._free = asyncio.Event()
        self._free.set()
        self._tried_phones = False
        self._at_the_desk = True
        """Whether it is the desk that has a caller who is taken."""
        self._watching: asyncio.Task[None] | None = None
        self._searching: asyncio.Task[None] | None = None

    async def start(self, agent: str) -> bool:
        """Puts the caller on the line and begins; whether anybody can be reached.

        Begun already, it goes on: a telephone is rung once for a request. Over already, since
        somebody is there or the call has ended meanwhile, it stays so.

        Args:
            agent: who spoke with the caller last.

        Raises:
            Refusal: the line does not take this caller.
            Unavailable: it does not answer.
        """
        request = self.request
        seen = await self._line.wait(
            request.ticket_id, call_id=request.call_id, channel="voice", agent=agent
        )
        if self._over.is_set():
            return True
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())
        if self._searching is not None and not self._searching.done():
            return True
        self._declined.clear()
        by_phone = self._phones is not None and not self._tried_phones
        if not (seen.desk_open or by_phone):
            return False
        self._searching = asyncio.create_task(self._search(desk_open=seen.desk_open))
        return True

    async def close(self, outcome: Literal["ended", "gave_up"]) -> None:
        """Ends it: nobody is rung any more, and the caller leaves the line."""
        await self.rest()
        if self._watching is not None:
            await self._watching
        request = self.request
        await _tried(self._line.end(request.ticket_id, call_id=request.call_id, outcome=outcome))

    async def rest(self) -> None:
        """Stops looking, since somebody is there."""
        self._over.set()
        searching = self._searching
        if searching is not None and searching is not asyncio.current_task():
            searching.cancel()
            await asyncio.gather(searching, return_exceptions=True)

    async def _search(self, *, desk_open: bool) -> None:
        if desk_open:
            await _within(self._ringing, self._declined)
        await self._free.wait()
        if self._phones is not None and not self._tried_phones:
            self._tried_phones = True
            if await self._by_phone(self._phones):
                return
        await self._free.wait()
        await self._outcomes.nobody()

    async def _by_phone(self, phones: Telephones) -> bool:
        if (hand_on := self._outcomes.hand_on) is not None:
            return await self._given(partial(hand_on, phones))
        for number in phones.numbers:
            await self._free.wait()
            identity = await phones.fetch(number)
            if identity is None:
                continue
            met = False
            try:
                met = await self._given(partial(self._outcomes.fetched, identity))
            finally:  # also where the desk comes in meanwhile: nobody is left there to listen
                if not met:
                    await phones.hang_up(identity)
            if met:
                return True
        return False

    async def _given(self, to_a_phone: Callable[[], Awaitable[bool]]) -> bool:
        """Whether a telephone got the caller, whom the desk cannot take meanwhile."""
        request = self.request
        if await _tried(self._line.take(request.ticket_id, "phone")) is None:
            self._free.clear()  # somebody at the desk was first, and may yet not come
            return False
        self._at_the_desk = False
        if await to_a_phone():
            return True
        await _tried(self._line.release(request.ticket_id, call_id=request.call_id))
        self._at_the_desk = True
        return False

    async def _watch(self) -> None:
        """Keeps the caller on the line, and puts back one who was taken and not fetched."""
        request, taken_for = self.request, 0.0
        while not await _within(SIGN_EVERY, self._over):
            seen = await _tried(self._line.still_here(request.ticket_id, call_id=request.call_id))
            if seen is None:
                continue
            if seen.state == "declined":
                self._declined.set()
            if seen.state != "taken":
                taken_for = 0.0
                self._free.set()
                continue
            if not self._at_the_desk:
                continue
            self._free.clear()
            taken_for += SIGN_EVERY
            if taken_for >= COMES_WITHIN:
                await _tried(self._line.release(request.ticket_id, call_id=request.call_id))


async def _tried(asked: Awaitable[Answer]) -> Answer | None:
    """The line's answer; None where it refused or did not answer, which the call outlives."""
    try:
        return await asked
    except (Refusal, Unavailable) as error:
        log.info("line_refused", code=error.code)
        return None


async def _within(seconds: float, event: asyncio.Event) -> bool:
    """Whether something happens within so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
