"""The line of one caller who is refused: what is played to it, and what it answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any, Literal
from uuid import uuid4

from livekit import rtc
from livekit.agents.types import (
    ATTRIBUTE_TRANSCRIPTION_FINAL,
    ATTRIBUTE_TRANSCRIPTION_SEGMENT_ID,
    ATTRIBUTE_TRANSCRIPTION_TRACK_ID,
    TOPIC_CHAT,
    TOPIC_TRANSCRIPTION,
)

from channels.voice.keypad import Keypad
from channels.voice.room import EVENTS_TOPIC, calling_line
from domain.expectation import YES_NO, Expectation
from spoken.phones import phone_number

Recorded = Literal["busy", "busy_line", "busy_arranged", "busy_again"]
Recordings = Callable[[Recorded], tuple[str, Sequence[rtc.AudioFrame]]]
"""The words of a recording, and its sound."""

REFUSED = json.dumps({"type": "refused", "reason": "busy"})
HEARD_WITHIN = 5.0
"""Seconds that the line has to be open for sound: a telephone that is being answered takes some."""
ANSWERS_WITHIN = 6.0
"""Seconds for pressing 1."""
ENTERS_WITHIN = 25.0
"""Seconds for typing a number, or keying it in."""
_YES = "1"
_A_NUMBER = Expectation("phone")


class Line:
    """One refused caller, in a room that is connected, with nothing subscribed to.

    Args:
        room: the caller's.
        caller: who is refused.
        recordings: what may be said.
    """

    def __init__(
        self, room: rtc.Room, caller: rtc.RemoteParticipant, recordings: Recordings
    ) -> None:
        self._room = room
        self._recordings = recordings
        self._own_number = calling_line(caller)
        self._wish: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._keypad = Keypad(lambda: YES_NO if self._own_number else _A_NUMBER, self._keyed)
        self._reading: set[asyncio.Task[None]] = set()
        room.on("sip_dtmf_received", lambda event: self._keypad.press(event.digit))
        room.register_text_stream_handler(TOPIC_CHAT, self._typed)

    async def open(self) -> None:
        """Is ready to be heard, which answers a telephone, and tells the page why.

        Raises:
            TimeoutError: the line does not open.
        """
        frame = self._recordings("busy")[1][0]
        self._source = rtc.AudioSource(frame.sample_rate, frame.num_channels)
        track = rtc.LocalAudioTrack.create_audio_track("refusal", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        me = self._room.local_participant
        published = await me.publish_track(track, options)
        self._track = published.sid
        await me.publish_data(REFUSED, topic=EVENTS_TOPIC)
        async with asyncio.timeout(HEARD_WITHIN):
            await published.wait_for_subscription()

    async def offer_call_back(self) -> str | None:
        """Says that all lines are busy; the number (E.164) that wants to be called back."""
        saying = asyncio.create_task(self.say("busy_line" if self._own_number else "busy"))
        either: list[asyncio.Future[Any]] = [saying, self._wish]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if saying.done():
                saying.result()
        finally:
            saying.cancel()  # whoever has answered before the end has heard enough
        self._source.clear_queue()
        patience = ANSWERS_WITHIN if self._own_number else ENTERS_WITHIN
        await asyncio.wait([self._wish], timeout=patience)
        self._keypad.close()
        return self._wish.result() if self._wish.done() else None

    async def say(self, what: Recorded) -> None:
        """Plays a recording to its end, and writes its words to the page."""
        words, frames = self._recordings(what)
        await self._room.local_participant.send_text(
            words,
            topic=TOPIC_TRANSCRIPTION,
            attributes={
                ATTRIBUTE_TRANSCRIPTION_SEGMENT_ID: uuid4().hex,
                ATTRIBUTE_TRANSCRIPTION_TRACK_ID: self._track,
                ATTRIBUTE_TRANSCRIPTION_FINAL: "true",
            },
        )
        for frame in frames:
            await self._source.capture_frame(frame)
        await self._source.wait_for_playout()

    def _keyed(self, keys: str) -> None:
        if self._own_number is None:
            self._wishes(phone_number(keys))
        elif keys == _YES:
            self._wishes(self._own_number)

    def _typed(self, reader: rtc.TextStreamReader, _identity: str) -> None:
        task = asyncio.create_task(self._read(reader))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _read(self, reader: rtc.TextStreamReader) -> None:
        self._wishes(phone_number(await reader.read_all()))

    def _wishes(self, number: str | None) -> None:
        if number is not None and not self._wish.done():
            self._wish.set_result(number)
