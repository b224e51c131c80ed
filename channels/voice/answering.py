"""Who has answered a call of ours: a person, or a voicemail. And what a voicemail is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, Literal

import structlog
from livekit import rtc
from livekit.agents import AMD, AMDCategory, UserStateChangedEvent, llm
from livekit.agents.utils.participant import wait_for_participant_attribute

from agents.session import CallSession
from channels.voice.room import ANSWERED_BY

Judge = Callable[[Callable[[], float]], llm.LLM[Any]]
log = structlog.get_logger(__name__)

NOTHING_SAID = 4.0
"""Seconds after which somebody who says nothing is spoken to."""
UNDECIDED = 12.0
"""Seconds after the answer at which it is decided by what there is."""
MONOLOGUE = 4.0
"""Seconds of speech of which nothing was understood, from which it is a recording."""
VOICEMAIL = (
    "Hello, this is the TAWK.TO Marketplace's customer service. We called about your request, and "
    "we're sorry that we missed you. You can call us back at any time. Goodbye."
)
"""Names nobody and nothing: anyone may listen to it."""


class Spoken:
    """How long the other side has spoken, all in all."""

    def __init__(self, session: CallSession) -> None:
        self._seconds = 0.0
        self._since: float | None = None
        session.on("user_state_changed", self._changed)

    def seconds(self) -> float:
        """Up to now."""
        going_on = 0.0 if self._since is None else time.monotonic() - self._since
        return self._seconds + going_on

    def _changed(self, event: UserStateChangedEvent) -> None:
        if event.new_state == "speaking":
            self._since = self._since or time.monotonic()
        elif self._since is not None:
            self._seconds, self._since = self.seconds(), None


async def answered(room: rtc.Room, callee: rtc.RemoteParticipant, seconds: float) -> bool:
    """Waits until the callee has picked up. False: nobody did."""
    try:
        async with asyncio.timeout(seconds):
            await wait_for_participant_attribute(
                room, identity=callee.identity, attribute="sip.callStatus", value="active"
            )
    except (TimeoutError, RuntimeError):  # the latter where they have left
        return False
    return True


async def meet(
    session: CallSession,
    room: rtc.Room,
    judge: Judge,
    voicemail: Literal["message", "hang_up"],
) -> None:
    """Finds out who has answered; a person is greeted, a voicemail gets a message or nothing.

    Args:
        session: has started, and its agent has kept silent so far.
        room: where the answer is shown to who dialled.
        judge: makes what tells a person's greeting from a recorded one, given how long it lasts.
        voicemail: what a voicemail gets.
    """
    spoken = Spoken(session)
    detector = AMD(
        session,
        llm=judge(spoken.seconds),
        stt=None,
        ivr_detection=False,
        suppress_compatibility_warning=True,
        detection_options={"no_speech_threshold": NOTHING_SAID, "timeout": UNDECIDED},
    )
    async with detector:
        verdict = await detector.execute()
        log.info("answered", by=verdict.category.value, why=verdict.reason)
        unclear = verdict.category is AMDCategory.UNCERTAIN
        recorded = verdict.is_machine or (unclear and spoken.seconds() >= MONOLOGUE)
        by = "voicemail" if recorded else "person"
        await room.local_participant.set_attributes({ANSWERED_BY: by})
        if recorded:
            takes_messages = unclear or verdict.category is AMDCategory.MACHINE_VM
            if voicemail == "message" and takes_messages:
                session.say(VOICEMAIL, allow_interruptions=False)
            session.userdata.state.ended = True
            session.userdata.voice.hang_up()
            return
    await session.interrupt(force=True)  # an answer to their "hello" would be said besides
    await session.opened()
