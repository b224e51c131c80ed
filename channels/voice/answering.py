"""Who has answered a call of ours: a person, or a voicemail. And what a voicemail is told."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import structlog
from livekit import rtc
from livekit.agents import AMD, llm
from livekit.agents.utils.participant import wait_for_participant_attribute

from agents.session import CallSession
from channels.voice.room import ANSWERED_BY

log = structlog.get_logger(__name__)

NOTHING_SAID = 4.0
"""Seconds after which somebody who says nothing is spoken to."""
VOICEMAIL = (
    "Hello, this is the TAWK.TO Marketplace's customer service. We called about your request, and "
    "we're sorry that we missed you. You can call us back at any time. Goodbye."
)
"""Names nobody and nothing: anyone may listen to it."""


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
    judge: llm.LLM[Any],
    voicemail: Literal["message", "hang_up"],
) -> None:
    """Finds out who has answered; a person is greeted, a voicemail gets a message or nothing.

    Args:
        session: has started, and its agent has kept silent so far.
        room: where the answer is shown to who dialled.
        judge: tells a person's greeting from a recorded one.
        voicemail: what a voicemail gets.
    """
    detector = AMD(
        session,
        llm=judge,
        stt=None,
        ivr_detection=False,
        suppress_compatibility_warning=True,
        detection_options={"no_speech_threshold": NOTHING_SAID},
    )
    async with detector:
        verdict = await detector.execute()
        log.info("answered", by=verdict.category.value, why=verdict.reason)
        by = "voicemail" if verdict.is_machine else "person"
        await room.local_participant.set_attributes({ANSWERED_BY: by})
        if verdict.is_machine:
            if voicemail == "message" and verdict.category.value == "machine-vm":
                session.say(VOICEMAIL, allow_interruptions=False)
            session.userdata.state.ended = True
            session.userdata.voice.hang_up()
            return
    await session.interrupt(force=True)  # an answer to their "hello" would be said besides
    await session.opened()
