"""Somebody in a room with a microphone and ears: hears each of the others by themselves."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
from livekit import rtc

from bench.caller.listening import RATE, Ears, pauses
from pipeline.embedded.espeak import CALLER
from pipeline.embedded.voice import EspeakTTS
from tests.product import admitted

EVENTS = "marketplace.event"
CHAT, TRANSCRIPT = "lk.chat", "lk.transcription"
_QUIET = bytes(RATE // 2)
"""A quarter of a second before all that is heard: ears look for what begins after a pause."""
_HISS = 20
"""Of 16-bit steps: without any, a recogniser is deaf to digital silence."""


class Member:
    """One participant. Open it with `member`."""

    def __init__(self, room: rtc.Room) -> None:
        self._room = room
        self._source = rtc.AudioSource(RATE, 1)
        self._voice = EspeakTTS(CALLER)
        self._ears = Ears()
        self._heard: dict[str, bytearray] = defaultdict(lambda: bytearray(_QUIET))
        self._more = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.written: list[str] = []
        """What the agent has written down, of both sides."""
        self.events: list[dict[str, Any]] = []
        self.gone = asyncio.Event()
        room.on("track_subscribed", self._subscribed)
        room.on("data_received", self._data)
        room.on("disconnected", lambda *_: self.gone.set())
        room.register_text_stream_handler(TRANSCRIPT, self._transcript)

    @property
    def seen(self) -> list[str]:
        """What there is to see of each of the others."""
        others = self._room.remote_participants.values()
        return [f"{one.identity} {one.name} {one.metadata} {one.attributes}" for one in others]

    async def publish(self) -> None:
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self._room.local_participant.publish_track(track, options)

    def listen(self) -> None:
        """Begins to listen to the others, having joined without."""
        for other in self._room.remote_participants.values():
            for publication in other.track_publications.values():
                publication.set_subscribed(True)

    async def type(self, words: str) -> None:
        await self._room.local_participant.send_text(words, topic=CHAT)

    async def say(self, words: str) -> None:
        """Speaks, and returns once it is out."""
        async with self._voice.synthesize(words) as stream:
            whole = rtc.combine_audio_frames([event.frame async for event in stream])
        resampler = rtc.AudioResampler(whole.sample_rate, RATE)
        quiet = rtc.AudioFrame.create(RATE, 1, RATE // 2)
        for frame in [quiet, *resampler.push(whole), *resampler.flush(), quiet, quiet]:
            await self._source.capture_frame(frame)
        await self._source.wait_for_playout()

    async def hears(self, text: str, of: str, seconds: float = 30.0) -> None:
        """Waits until a participant (by the beginning of their identity) has said this.

        What was heard until then is done with: the recogniser may take it for the next text, too.
        """
        async with asyncio.timeout(seconds):
            while not await asyncio.to_thread(self._was_said, text, of):
                await self._until_more()

    async def until(self, times: int = 1, **event: Any) -> None:
        """Waits until something has happened so often behind the words."""
        async with asyncio.timeout(60):
            while sum(event.items() <= known.items() for known in self.events) < times:
                await self._until_more()

    async def until_written(self, text: str, seconds: float = 60.0) -> None:
        """Waits until the agent's words, or what it took for somebody's, contain this."""
        async with asyncio.timeout(seconds):
            while not any(text in words for words in self.written):
                await self._until_more()

    async def _until_more(self) -> None:
        self._more.clear()
        await self._more.wait()

    def _was_said(self, text: str, of: str) -> bool:
        for identity, kept in list(self._heard.items()):
            if not identity.startswith(of):
                continue
            so_far = bytes(kept)
            samples = np.frombuffer(so_far, np.int16).astype(np.float64)
            samples += np.random.default_rng(0).normal(0, _HISS, len(samples))
            audio = samples.clip(-32_768, 32_767).astype(np.int16).tobytes()
            longest = int((len(text) * 0.16 + 3) * RATE) * 2
            late = [start for start in pauses(audio) if len(audio) - start <= longest]
            if any(self._ears.heard(audio[start:], text) for start in late):
                self._heard[identity][: len(so_far)] = _QUIET
                return True
        return False

    def _subscribed(
        self,
        track: rtc.Track,
        _publication: rtc.RemoteTrackPublication,
        participant: rtc.RemoteParticipant,
    ) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self._soon(self._listen(track, participant.identity))

    async def _listen(self, track: rtc.Track, identity: str) -> None:
        frames = 0
        async for event in rtc.AudioStream(track, sample_rate=RATE, num_channels=1):
            self._heard[identity] += event.frame.data.tobytes()
            frames += 1
            if frames % 50 == 0:
                self._more.set()

    def _data(self, packet: rtc.DataPacket) -> None:
        if packet.topic == EVENTS:
            self.events.append(json.loads(packet.data))
            self._more.set()

    def _transcript(self, reader: rtc.TextStreamReader, identity: str) -> None:
        self._soon(self._write_down(reader))

    async def _write_down(self, reader: rtc.TextStreamReader) -> None:
        self.written.append(await reader.read_all())
        self._more.set()

    def _soon(self, doing: Any) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@asynccontextmanager
async def member(server_url: str, token: str, *, listens: bool = True) -> AsyncIterator[Member]:
    """Joins a room with a microphone, and leaves at the end."""
    room = rtc.Room()
    made = Member(room)
    await room.connect(server_url, token, rtc.RoomOptions(auto_subscribe=listens))
    try:
        await made.publish()
        yield made
    finally:
        await room.disconnect()


@asynccontextmanager
async def calling(url: str, *, listens: bool = True) -> AsyncIterator[Member]:
    """Calls by way of the HTTP side at `url`, as the page does; hangs up at the end."""
    async with member(*await admitted(url), listens=listens) as made:
        yield made
