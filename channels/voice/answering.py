"""Who has answered a call of ours: a person, or a voicemail. And what a voicemail is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, Literal

import structlog
from livekit import rtc
from livekit.agents import AMD, AMDCategory, AMDPredictionEvent, UserStateChangedEvent, llm
from livekit.agents.utils.participant import wait_for_participant_attribute

from agents.session import CallSession
from channels.voice.room import ANSWERED_BY
from domain.expectation import Expectation
from tools.call import Call

Voicemail = Literal["message", "hang_up"]
Judge = Callable[[Callable[[], float]], llm.LLM[Any]]
log = structlog.get_logger(__name__)

NOTHING_SAID = 4.0
"""Seconds after which somebody who says nothing is spoken to."""
GREETED = 0.8
"""Seconds of quiet after a few words that make them a person's: a recording goes on sooner."""
SHORTEST = 0.15
"""Seconds of sound below which it was no word."""
CLICKS = 3
"""How many sounds are listened to at most."""
UNDECIDED = 12.0
"""Seconds after the answer at which it is decided by what there is."""
MONOLOGUE = 4.0
"""Seconds of speech of which nothing was understood, from which it is a recording."""
GREETED_WITH = Expectation(
    phrases=(
        *("hello", "hi", "yes", "good morning", "good afternoon", "good evening"),
        *("speaking", "who is this", "who's calling", "how can I help you"),
    )
)
"""What people say who answer a call."""
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


def expect_greeting(call: Call) -> None:
    """A call of ours begins: whoever answers speaks first, and is no customer yet."""
    call.state.waits_for_answer = True
    call.expect(GREETED_WITH)


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


async def meet(session: CallSession, room: rtc.Room, judge: Judge, voicemail: Voicemail) -> None:
    """Finds out who has answered; a person is greeted, a voicemail gets a message or nothing.

    Returns at once where they hang up meanwhile.

    Args:
        session: has started, and its agent has kept silent so far.
        room: where the answer is shown to who dialled.
        judge: makes what tells a person's greeting from a recorded one, given how long it lasts.
        voicemail: what a voicemail gets.
    """
    try:
        await _meet(session, room, judge, voicemail)
    except RuntimeError:  # a session that is over neither listens nor speaks
        if room.remote_participants:
            raise


async def _meet(session: CallSession, room: rtc.Room, judge: Judge, voicemail: Voicemail) -> None:
    spoken = Spoken(session)
    verdict = await _verdict(session, judge(spoken.seconds))
    log.info("answered", by=verdict.category.value, why=verdict.reason)
    unclear = verdict.category is AMDCategory.UNCERTAIN
    recorded = verdict.is_machine or (unclear and spoken.seconds() >= MONOLOGUE)
    by = "voicemail" if recorded else "person"
    await room.local_participant.set_attributes({ANSWERED_BY: by})
    if recorded:
        takes_messages = unclear or verdict.category is AMDCategory.MACHINE_VM
        if voicemail == "message" and takes_messages:
            session.say(VOICEMAIL, allow_interruptions=False)
        session.userdata.end("voicemail")
        return
    if session.userdata.state.waits_for_answer:  # else they have said already: never again
        await session.opened()


async def _verdict(session: CallSession, judge: llm.LLM[Any]) -> AMDPredictionEvent:
    """Who has answered. A click of the line, which counts as a short greeting, is listened past."""
    for _ in range(CLICKS):
        detector = AMD(
            session,
            llm=judge,
            stt=None,
            ivr_detection=False,
            suppress_compatibility_warning=True,
            detection_options={
                "human_silence_threshold": GREETED,
                "no_speech_threshold": NOTHING_SAID,
                "timeout": UNDECIDED,
            },
        )
        async with detector:
            verdict = await detector.execute()
        if verdict.reason != "short_greeting" or verdict.speech_duration >= SHORTEST:
            break
    return verdict
