"""A caller's end of the line, without a room: what is spoken into it, and what comes out."""

from __future__ import annotations

import asyncio

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities

from bench.synthesis import RATE, synthesised

_BEFORE = int(0.3 * RATE)
"""Samples of silence around what is said."""
_AFTERWARDS = 0.9
"""Seconds of quiet behind what is said."""
_NOISE = 15.0


class Mouth(AudioInput):
    """Carries what the caller says, faster than it is spoken, and waits in between."""

    def __init__(self) -> None:
        super().__init__(label="mouth")
        self._frames: asyncio.Queue[rtc.AudioFrame] = asyncio.Queue()

    async def __anext__(self) -> rtc.AudioFrame:
        await asyncio.sleep(0)  # whoever listens keeps up, as with a real line
        return await self._frames.get()

    async def say(self, text: str) -> None:
        """Speaks a sentence, and is quiet."""
        speech = np.pad(await asyncio.to_thread(synthesised, text), _BEFORE) / 2
        noise = np.random.default_rng(7).normal(0, _NOISE, int(RATE * _AFTERWARDS))
        sound = np.concatenate([speech, noise]).astype(np.int16)
        step = RATE // 50
        for start in range(0, len(sound) - step, step):
            piece = sound[start : start + step]
            self._frames.put_nowait(rtc.AudioFrame(piece.tobytes(), RATE, 1, step))


class Ear(AudioOutput):
    """Takes the audio at once, and says that it has been played."""

    def __init__(self) -> None:
        super().__init__(label="ear", capabilities=AudioOutputCapabilities(pause=False))
        self.spans: list[float] = []
        """Seconds of each thing that was said."""
        self._open = False

    @property
    def seconds(self) -> float:
        """Of all that was heard."""
        return sum(self.spans)

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Hears a frame."""
        await super().capture_frame(frame)
        if not self._open:
            self._open = True
            self.spans.append(0.0)
            self.on_playback_started(created_at=0)
        self.spans[-1] += frame.duration

    def flush(self) -> None:
        """The end of something that was said."""
        super().flush()
        if self._open:
            self._open = False
            self.on_playback_finished(playback_position=self.spans[-1], interrupted=False)

    def clear_buffer(self) -> None:
        """Nothing waits to be played."""
        self.flush()
