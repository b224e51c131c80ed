"""How a room is joined: what is heard and published, typed words, keys, and the caller's line."""

from __future__ import annotations

import contextlib
import re
from functools import partial

from livekit import rtc
from livekit.agents import AgentSession
from livekit.agents.voice.room_io import (
    AudioInputOptions,
    RoomOptions,
    TextInputEvent,
    TextInputOptions,
    TextOutputOptions,
)

from agents.rendering import RenderedTranscript
from agents.session import CallSession
from channels.voice.keypad import Keypad
from spoken.phones import phone_number
from tools.call import Call

HEARD_AT = 16_000
"""Hz. More costs CPU on every frame, and no recogniser here uses it."""
HEARD_EVERY_MS = 20
"""Milliseconds of audio at a time, as a line sends it: the usual fifty delay every decision."""
EVENTS_TOPIC = "marketplace.event"
"""Data messages that tell the page what happens behind the words."""
LINE = "phone.line"
"""The participant's attribute that carries a line's number, plain or in a SIP address, where
`sip.phoneNumber` is hidden so that no log names it."""
ANSWERED_BY = "phone.answered_by"
"""The worker's attribute that says who answered a call of ours: `person` or `voicemail`."""
ROLE, PERSON = "role", "person"
"""The attribute, and its value, of a participant who is one of our people. It stands in their
token, where no caller can put it."""
_SIP_USER = re.compile(r"sips?:([^@;>]+)@")


def room_options(longest: int) -> RoomOptions:
    """The options of a call: a word-by-word synchronised transcript costs more than it gives.

    Args:
        longest: characters that are read of a typed message.
    """
    return RoomOptions(
        audio_input=AudioInputOptions(
            sample_rate=HEARD_AT, frame_size_ms=HEARD_EVERY_MS, auto_gain_control=False
        ),
        text_output=TextOutputOptions(sync_transcription=False),
        text_input=TextInputOptions(text_input_cb=partial(_typed, longest)),
        delete_room_on_close=True,
    )


async def _typed(longest: int, session: AgentSession[Call], event: TextInputEvent) -> None:
    """Words typed on the page, while the call goes on; a person who is there hears, not reads."""
    if session.userdata.people.present:
        return
    async with session._claim_user_turn():  # as livekit-agents' own callback does
        await _interrupt(session)
        session.generate_reply(user_input=event.text[:longest])


async def _interrupt(session: AgentSession[Call]) -> None:
    """Stops what is being said, unless nothing may cut it short: then the words come after it."""
    with contextlib.suppress(RuntimeError):
        await session.interrupt()


def render_transcript(session: CallSession) -> None:
    """Puts private values back into the transcript that the caller sees."""
    shown = session.output.transcription
    if shown is not None:
        session.output.transcription = RenderedTranscript(session.userdata, shown)


def calling_line(caller: rtc.RemoteParticipant) -> str | None:
    """The number that a telephone line presents, E.164; None for a page. It proves nothing."""
    presented = caller.attributes.get("sip.phoneNumber") or caller.attributes.get(LINE, "")
    in_address = _SIP_USER.search(presented)
    number = in_address[1] if in_address else presented
    return phone_number(number) if number else None


def listen_for_keys(room: rtc.Room, session: CallSession) -> Keypad:
    """Turns keys pressed by the caller into turns of the conversation."""
    call = session.userdata

    def entered(keys: str) -> None:
        words = call.press(keys)
        with contextlib.suppress(RuntimeError):
            session.interrupt()
        session.generate_reply(user_input=words)

    keypad = Keypad(lambda: call.state.expectation, entered)

    def pressed(event: rtc.SipDTMF) -> None:
        of_ours = event.participant and event.participant.attributes.get(ROLE) == PERSON
        if not of_ours and not call.people.present:
            keypad.press(event.digit)

    room.on("sip_dtmf_received", pressed)
    return keypad
