"""A caller's end of a room that knows to the hundredth of a second who was audible when."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

import httpx
import numpy as np
from livekit import rtc
from livekit.agents.types import TOPIC_CHAT

from bench.caller.room import KEYS
from bench.synthesis import RATE, synthesised
from channels.refusal.line import REFUSED

LOUD = 500.0
"""Root mean square of 16-bit samples, from which somebody is audible."""
APART = 0.1
"""Seconds without a loud frame that part one stretch of speech from the next."""
_STEP = RATE // 100
_AHEAD_MS = 60
_NOISE = 15.0
"""Standard deviation in 16-bit steps: a line is never dead."""

_COUGH = 9_000.0
"""The same, of a cough at its loudest."""

Samples = np.ndarray[tuple[int], np.dtype[np.int16]]


class Span(NamedTuple):
    """From when to when somebody was audible, on the monotonic clock."""

    began: float
    ended: float


class Line:
    """One caller in one room: speaks, and hears when the agent does. Open it with `call`."""

    def __init__(self, room: rtc.Room) -> None:
        self._room = room
        self._source = rtc.AudioSource(RATE, 1, queue_size_ms=_AHEAD_MS)
        self._speech: deque[tuple[Samples, asyncio.Future[Span]]] = deque()
        self._noise = np.random.default_rng(7)
        self._tasks: set[asyncio.Task[None]] = set()
        self._heard = asyncio.Event()
        self.spans: list[Span] = []
        """When the agent was audible. The last one grows."""
        self.left = asyncio.Event()
        self.refused = False
        """Whether the page was told that no line is free."""
        room.on("track_subscribed", self._subscribed)
        room.on("data_received", self._told)
        room.on("disconnected", lambda *_: self.left.set())

    async def publish(self) -> None:
        """Opens the microphone."""
        track = rtc.LocalAudioTrack.create_audio_track("caller", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self._room.local_participant.publish_track(track, options)
        self._tasks.add(asyncio.create_task(self._speak()))

    async def aclose(self) -> None:
        """Closes it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._source.aclose()

    async def say(self, samples: Samples) -> Span:
        """Speaks; returns when the first and the last sample left."""
        spoken: asyncio.Future[Span] = asyncio.get_running_loop().create_future()
        self._speech.append((samples, spoken))
        return await spoken

    async def type(self, words: str) -> None:
        """Types a message."""
        await self._room.local_participant.send_text(words, topic=TOPIC_CHAT)

    async def press(self, keys: str) -> None:
        """Presses keys, one after another."""
        for key in keys:
            await self._room.local_participant.publish_dtmf(code=KEYS[key], digit=key)

    async def audible(self, since: float, within: float) -> float | None:
        """When the agent began to speak after a moment; None if it did not in so many seconds."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for span in self.spans:
                if span.began >= since:
                    return span.began
            await self._another_frame(until)
        return None

    async def audible_at(self, moment: float) -> bool:
        """Whether the agent speaks at a moment that is yet to come."""
        while time.monotonic() < moment + APART:
            await self._another_frame(moment + APART)
        return any(span.began <= moment + APART and span.ended >= moment for span in self.spans)

    async def silent(self, seconds: float, within: float) -> float | None:
        """Waits until nothing was heard for so many seconds; returns since when.

        None if that was not so for `within` seconds.
        """
        began = time.monotonic()
        while (now := time.monotonic()) < began + within:
            last = self.spans[-1].ended if self.spans else began
            if now - last >= seconds:
                return last
            await self._another_frame(began + within)
        return None

    async def _another_frame(self, until: float) -> None:
        """Waits for one; none comes where nobody has spoken yet, or the room has gone."""
        self._heard.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, until - time.monotonic())):
                await self._heard.wait()

    async def _speak(self) -> None:
        while True:
            if not self._speech:
                await self._capture(self._noise.normal(0, _NOISE, _STEP).astype(np.int16))
                continue
            samples, spoken = self._speech.popleft()
            began = self._now_leaving()
            for start in range(0, len(samples) - _STEP + 1, _STEP):
                await self._capture(samples[start : start + _STEP])
            spoken.set_result(Span(began, self._now_leaving()))

    def _now_leaving(self) -> float:
        return time.monotonic() + self._source.queued_duration

    async def _capture(self, samples: Samples) -> None:
        await self._source.capture_frame(rtc.AudioFrame(samples.tobytes(), RATE, 1, _STEP))

    def _subscribed(
        self,
        track: rtc.Track,
        publication: rtc.RemoteTrackPublication,
        participant: rtc.RemoteParticipant,
    ) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self._tasks.add(asyncio.create_task(self._hear(track)))

    def _told(self, packet: rtc.DataPacket) -> None:
        self.refused = self.refused or packet.data == REFUSED.encode()

    async def _hear(self, track: rtc.Track) -> None:
        async for event in rtc.AudioStream(
            track, sample_rate=RATE, num_channels=1, frame_size_ms=10
        ):
            now = time.monotonic()
            if level(np.frombuffer(event.frame.data, np.int16)) > LOUD:
                if self.spans and now - self.spans[-1].ended < APART:
                    self.spans[-1] = self.spans[-1]._replace(ended=now)
                else:
                    self.spans.append(Span(now, now))
            self._heard.set()


def level(samples: Samples) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2)))


def cough() -> Samples:
    """A burst of noise that dies away, of a third of a second."""
    noise = np.random.default_rng(11).normal(0, _COUGH, RATE // 3)
    fading = noise * np.exp(-np.linspace(0, 4, len(noise)))
    made: Samples = np.clip(fading, -32_768, 32_767).astype(np.int16)
    return made


async def spoken(words: str) -> Samples:
    """A sentence, from its first audible sample to its last."""
    samples = await asyncio.to_thread(synthesised, words)
    loud = [at for at in range(0, len(samples), _STEP) if level(samples[at : at + _STEP]) > LOUD]
    return samples[loud[0] : loud[-1] + _STEP]


@asynccontextmanager
async def call(url: str) -> AsyncIterator[Line]:
    """Joins a room of one's own, and leaves at the end.

    Args:
        url: of the HTTP side.
    """
    async with httpx.AsyncClient(timeout=10) as http:
        answer = (await http.post(f"{url}/token", json={})).raise_for_status().json()
    room = rtc.Room()
    line = Line(room)
    await room.connect(answer["server_url"], answer["participant_token"])
    try:
        await line.publish()
        yield line
    finally:
        await line.aclose()
        await room.disconnect()
