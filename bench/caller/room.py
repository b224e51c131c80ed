"""The caller's end of a room: a mouth, keys, and ears on the agent's audio."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import numpy as np
from livekit import rtc

from bench.caller.listening import LOUD, RATE, Ears, level, pauses
from bench.caller.mouth import Mouth
from bench.caller.report import Heard, Report
from bench.channel.line import Condition
from bench.synthesis import synthesised
from pipeline.embedded.espeak import CALLER

TRANSCRIPT = "lk.transcription"
PAUSE = 0.9
"""Seconds of quiet after which the agent has finished an utterance."""
MARGIN = 0.15
"""Seconds of quiet kept around an utterance."""
KEYS = {"*": 10, "#": 11} | {str(digit): digit for digit in range(10)}
KEY_PAUSE = 0.06


class CallerRoom:
    """One caller in one room. Open it with `join`."""

    def __init__(
        self,
        room: rtc.Room,
        report: Report,
        speaker: str,
        *,
        muted: bool,
        line: Condition | None = None,
    ) -> None:
        self._room = room
        self._report = report
        self._muted = muted
        self._began = time.monotonic()
        self._source = rtc.AudioSource(RATE, 1)
        self._mouth = None if line is None else Mouth(line)
        self._speaker = replace(CALLER, name=speaker) if speaker else CALLER
        self._ears = Ears()
        self._written: list[str] = []
        self._spoken = bytearray()
        self._quiet_since: float | None = None
        self._last_loud = 0.0
        self._first_audio: float | None = None
        self._finished = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = asyncio.Event()
        room.register_text_stream_handler(TRANSCRIPT, self._transcript)
        room.on("track_subscribed", self._subscribed)
        room.on("disconnected", lambda *_: self._left())

    @property
    def clock(self) -> float:
        """Seconds since the call began."""
        return time.monotonic() - self._began

    async def publish(self) -> None:
        """Opens the microphone."""
        source = self._source if self._mouth is None else self._mouth.source
        track = rtc.LocalAudioTrack.create_audio_track("caller", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self._room.local_participant.publish_track(track, options)

    @asynccontextmanager
    async def line_open(self) -> AsyncIterator[None]:
        """While it is, whatever the line brings besides the voice is heard as well."""
        if self._mouth is None:
            yield
            return
        sounding = asyncio.create_task(self._mouth.sound())
        try:
            yield
        finally:
            sounding.cancel()

    async def listen(self, patience: float) -> str | None:
        """The next utterance of the agent as it was heard; empty if nothing could be made of it.

        What could not be made out is kept: it may have been the beginning of something.

        Args:
            patience: seconds of quiet to wait for it; None is returned when nothing comes.
        """
        began = self.clock
        self._finished.clear()
        finished = asyncio.create_task(self._finished.wait())
        closed = asyncio.create_task(self.closed.wait())
        while not (finished.done() or closed.done()):
            if self.clock - max(began, self._last_loud) > patience:
                break
            await asyncio.wait(
                {finished, closed}, timeout=0.25, return_when=asyncio.FIRST_COMPLETED
            )
        finished.cancel()
        closed.cancel()
        samples, self._spoken = bytes(self._spoken), bytearray()
        self._quiet_since = None
        if not samples:
            return None
        return await self._understood(samples)

    async def say(self, words: str) -> None:
        """Speaks a sentence, from its first sample to its last."""
        self._answered()
        if self._mouth is not None:
            await self._mouth.say(words, self._speaker)
            return
        speech = await asyncio.to_thread(synthesised, words, self._speaker)
        whole = np.pad(speech, RATE // 2)
        await self._source.capture_frame(rtc.AudioFrame(whole.tobytes(), RATE, 1, len(whole)))
        await self._source.wait_for_playout()

    async def press(self, keys: str) -> None:
        """Presses keys, one after another."""
        self._answered()
        for key in keys:
            await self._room.local_participant.publish_dtmf(code=KEYS[key], digit=key)
            await asyncio.sleep(KEY_PAUSE)

    def first_audio_after(self) -> float | None:
        """When the agent's audio began after the caller last spoke or keyed, by `clock`."""
        return self._first_audio

    def _answered(self) -> None:
        self._first_audio = None
        self._spoken.clear()
        self._written.clear()
        self._quiet_since = None

    async def _understood(self, samples: bytes) -> str:
        """What was written since and is really in the audio: all of it, or the end of it.

        Several texts may be spoken in one breath, such as a notice and the question after it.
        """
        written, self._written = self._written, []
        for first in range(len(written)):
            text = " ".join(written[first:])
            for start in [0] if first == 0 else pauses(samples):
                if await asyncio.to_thread(self._ears.heard, samples[start:], text):
                    self._report.heard.append(Heard(round(self.clock, 2), text))
                    return text
        self._written = written + self._written
        self._spoken = bytearray(samples) + self._spoken
        return ""

    def _transcript(self, reader: rtc.TextStreamReader, identity: str) -> None:
        if identity == self._room.local_participant.identity:
            return
        attributes = reader.info.attributes or {}
        task = asyncio.create_task(self._written_down(reader, attributes))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _written_down(self, reader: rtc.TextStreamReader, attributes: dict[str, str]) -> None:
        text = await reader.read_all()
        of_caller = attributes.get("lk.transcribed_track_id") in {
            publication.sid
            for publication in self._room.local_participant.track_publications.values()
        }
        if text.strip() and not of_caller:
            self._written.append(text.strip())

    def _subscribed(
        self,
        track: rtc.Track,
        publication: rtc.RemoteTrackPublication,
        participant: rtc.RemoteParticipant,
    ) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            task = asyncio.create_task(self._hear(track))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _hear(self, track: rtc.Track) -> None:
        kept = bytearray()
        margin = int(MARGIN * RATE) * 2
        async for event in rtc.AudioStream(track, sample_rate=RATE, num_channels=1):
            samples = event.frame.data.tobytes()
            if self._muted:
                samples = bytes(len(samples))
            if level(samples) > LOUD:
                if not self._spoken:
                    self._spoken += kept[-margin:]
                if self._first_audio is None:
                    self._first_audio = self.clock
                self._quiet_since = None
                self._last_loud = self.clock
                self._spoken += samples
                kept.clear()
            elif self._spoken:
                self._spoken += samples
                self._quiet_since = self._quiet_since or self.clock
                if self.clock - self._quiet_since >= PAUSE:
                    self._finished.set()
            else:
                kept = (kept + samples)[-margin:]

    def _left(self) -> None:
        self.closed.set()


@asynccontextmanager
async def join(
    url: str,
    report: Report,
    speaker: str,
    *,
    muted: bool = False,
    line: Condition | None = None,
) -> AsyncIterator[CallerRoom]:
    """Gets a token from the HTTP side, joins its room, and leaves at the end.

    Args:
        url: of the HTTP side.
        report: where what is heard is kept.
        speaker: espeak-ng's name of the caller's voice.
        muted: hears nothing, for proving that hearing counts.
        line: what the caller's voice goes through; a wide band without trouble unless said.
    """
    async with httpx.AsyncClient(timeout=10) as http:
        answer = (await http.post(f"{url.rstrip('/')}/token", json={})).raise_for_status().json()
    room = rtc.Room()
    caller = CallerRoom(room, report, speaker, muted=muted, line=line)
    await room.connect(answer["server_url"], answer["participant_token"])
    try:
        await caller.publish()
        async with caller.line_open():
            yield caller
    finally:
        await room.disconnect()
