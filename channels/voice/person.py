"""A person takes over: comes into the caller's room, is introduced, and leaves again.

Caller and person hear each other directly. Nothing of what they say is heard by an agent,
transcribed or kept.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, Literal, Protocol

import structlog
from livekit import rtc
from livekit.agents.voice.room_io import RoomOptions

from agents.session import CallSession
from channels.voice.room import PERSON, ROLE
from channels.voice.searching import Line, Outcomes, Request, Search, Telephones
from domain.errors import Refusal, Unavailable
from domain.events import PersonStep
from domain.facts import TakenBy
from tools.people import Reach

log = structlog.get_logger(__name__)

SIP = rtc.ParticipantKind.PARTICIPANT_KIND_SIP
OVER_WITHIN = 3.0
"""Seconds that what has begun gets once the session is over, such as the handing on of a caller."""
AT_THE_DESK = "I have a colleague on the line for you now, and I'll leave you to it."
ON_THE_PHONE = "I have a colleague on the line for you now. {known} It's about this: {summary}"
KNOWN, NOT_KNOWN = "The caller has been identified.", "The caller has not been identified."
NOBODY_CAME = (
    "I'm sorry, none of my colleagues can take your call right now. You keep your place in the "
    "queue. Would you like to wait, be called back, or leave a message?"
)
HANDED_ON = "I'm putting you through to a colleague now. Please stay on the line."
BACK = "It's me again, the assistant. Is there anything else I can help you with?"
GOODBYE = "Thank you for calling TAWK.TO Marketplace. Goodbye!"


class PersonSettings(Protocol):
    """What of the settings concerns a person who takes over; `config.Settings` has it."""

    @property
    def person_ringing_timeout(self) -> int: ...  # noqa: D102
    @property
    def person_transfer(self) -> Literal["dial", "cold"]: ...  # noqa: D102
    @property
    def agent_with_person(self) -> Literal["stays", "leaves"]: ...  # noqa: D102
    @property
    def after_person(self) -> Literal["goes_on", "goodbye"]: ...  # noqa: D102


class TakeOver:
    """The `People` of a call in a room.

    Args:
        line: where the caller waits.
        settings: how it is done.
    """

    def __init__(self, line: Line, settings: PersonSettings) -> None:
        self._line = line
        self._settings = settings
        self._search: Search | None = None
        self._here: set[str] = set()
        self._served = False
        self._turns = asyncio.Lock()
        self._alone = asyncio.Event()
        self._alone.set()
        self._begun: set[asyncio.Task[Any]] = set()

    def attach(
        self,
        session: CallSession,
        room: rtc.Room,
        caller: rtc.RemoteParticipant,
        options: RoomOptions,
        phones: Telephones | None,
    ) -> None:
        """Says which call it is, before its session starts.

        Args:
            session: of the call.
            room: the caller's, into which a person comes.
            caller: who called, or was called.
            options: with which the session starts; the room outlives it where the agent leaves.
            phones: the telephones of our people, if there are any.
        """
        self._session = session
        self._room = room
        self._caller = caller
        # Read when the session starts: a room that an agent may leave is deleted after `close`.
        options.delete_room_on_close = self._settings.agent_with_person == "stays"
        self._phones = phones
        room.on("participant_connected", self._connected)
        room.on("participant_disconnected", self._disconnected)

    @property
    def present(self) -> bool:
        """Whether a person speaks with the caller now."""
        return not self._alone.is_set()

    @property
    def awaited(self) -> bool:
        """Whether the caller is on the line for a person who has not come yet."""
        return self._search is not None and not self.present

    async def seek(self, ticket_id: str, summary: str) -> Reach:
        """Looks for a person at the desk and by telephone, while the call goes on."""
        if self.present:
            return "sought"
        call = self._session.userdata
        if self._search is None or self._search.request.ticket_id != ticket_id:
            await self.no_longer_wanted()
            self._search = self._search_for(Request(ticket_id, call.id, summary))
        try:
            reachable = await self._search.start(call.state.agent)
        except (Refusal, Unavailable) as error:
            log.warning("nobody_sought", code=error.code)
            return "nobody"
        if not reachable:
            return "nobody"
        call.timeline.record(PersonStep(step="sought"))
        return "sought"

    async def no_longer_wanted(self) -> None:
        """The caller has chosen something else than to wait; who has come meanwhile stays."""
        if not self.present:
            await self._off_the_line()

    async def until_gone(self) -> None:
        """Waits until no person is in the call."""
        await self._alone.wait()

    async def close(self) -> bool:
        """The session is over; whether the room is still to be deleted.

        Where the agent has left them to themselves, it waits until one of them hangs up.
        """
        left_to_them = self._settings.agent_with_person == "leaves"
        if left_to_them:
            await self._alone.wait()
        if self._begun:
            await asyncio.wait(self._begun, timeout=OVER_WITHIN)
        await self._off_the_line()
        return left_to_them

    async def _off_the_line(self) -> None:
        search, self._search = self._search, None
        if search is not None:
            await search.close("ended" if self._served else "gave_up")

    def _search_for(self, request: Request) -> Search:
        cold = self._settings.person_transfer == "cold" and self._caller.kind == SIP
        outcomes = Outcomes(self._fetched, self._nobody, self._hand_on if cold else None)
        ringing = self._settings.person_ringing_timeout
        return Search(self._line, self._phones, request, ringing, outcomes)

    def _connected(self, participant: rtc.RemoteParticipant) -> None:
        """Somebody from the desk has come; who comes by telephone is here before they answer."""
        if participant.attributes.get(ROLE) == PERSON and participant.kind != SIP:
            self._here.add(participant.identity)
            self._soon(self._meet("desk"))

    def _disconnected(self, participant: rtc.RemoteParticipant) -> None:
        if participant.identity == self._caller.identity:
            self._alone.set()
        elif participant.identity in self._here:
            self._here.discard(participant.identity)
            self._soon(self._part())

    async def _fetched(self, identity: str) -> bool:
        """Somebody has answered their telephone, and may have hung up already."""
        if identity not in self._room.remote_participants:
            return False
        self._here.add(identity)
        await self._meet("phone")
        return True

    async def _meet(self, by: TakenBy) -> None:
        """Introduces a person, and leaves the two to themselves."""
        async with self._turns:
            hung_up = self._caller.identity not in self._room.remote_participants
            if self.present or not self._here or hung_up:
                return
            self._alone.clear()
            self._served = True
            session, timeline = self._session, self._session.userdata.timeline
            timeline.record(PersonStep(step="joined", by=by))
            session.input.set_audio_enabled(False)
            if self._search is not None:
                await self._search.rest()
            with contextlib.suppress(RuntimeError):  # what may not be cut short comes first
                await session.interrupt()
            with contextlib.suppress(RuntimeError):  # the caller may be gone already
                await session.say(self._introduction(by), allow_interruptions=False)
            session.output.set_audio_enabled(False)
            if self._settings.agent_with_person == "leaves":
                session.shutdown(drain=False)

    async def _part(self) -> None:
        """The last person has left: the agent is there again, or has left as well."""
        async with self._turns:
            if self._here or not self.present:
                return
            session, call = self._session, self._session.userdata
            call.timeline.record(PersonStep(step="left"))
            if self._settings.agent_with_person == "leaves":
                self._alone.set()
                return
            search, self._search, self._served = self._search, None, False
            session.output.set_audio_enabled(True)
            session.input.set_audio_enabled(True)
            self._alone.set()
            if self._settings.after_person == "goodbye":
                session.say(GOODBYE, allow_interruptions=False)
                call.end()
            else:
                session.say(BACK)
                session.reset_away_timer()
            if search is not None:  # last, since the caller need not wait for it
                await search.close("ended")

    def _introduction(self, by: TakenBy) -> str:
        """At the desk it was read what it is about; on the telephone it is said to both."""
        if by == "desk" or self._search is None:
            return AT_THE_DESK
        known = KNOWN if self._session.userdata.customer.authenticated else NOT_KNOWN
        return ON_THE_PHONE.format(known=known, summary=self._search.request.summary)

    async def _nobody(self) -> None:
        call = self._session.userdata
        call.timeline.record(PersonStep(step="not_reached"))
        await call.voice.tell(NOBODY_CAME)

    async def _hand_on(self, phones: Telephones) -> bool:
        """Hands the caller's own call on, and then it is over here."""
        await self._session.wait_for_idle()  # what they were told of the request comes first
        if (search := asyncio.current_task()) is not None:
            self._keep(search)  # the caller is gone before it is known whereto
        await self._session.say(HANDED_ON, allow_interruptions=False)
        for number in phones.numbers:
            if await phones.hand_on(number):
                self._served = True
                self._session.userdata.timeline.record(PersonStep(step="handed_on", by="phone"))
                return True
        return False

    def _soon(self, doing: Coroutine[None, None, None]) -> None:
        self._keep(asyncio.create_task(doing))

    def _keep(self, task: asyncio.Task[Any]) -> None:
        """Has the end of the call wait for it."""
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
