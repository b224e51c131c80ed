"""A caller's end of the line, without a room: what is spoken into it, and what comes out."""

from __future__ import annotations

import asyncio

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities

from pipeline.embedded.espeak import CALLER, engine

RATE = 16_000
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
        speech = await asyncio.to_thread(_voiced, text)
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
        self.seconds = 0.0
        """Of all that was heard."""
        self._since = 0.0
        self._open = False

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Hears a frame."""
        await super().capture_frame(frame)
        if not self._open:
            self._open, self._since = True, self.seconds
            self.on_playback_started(created_at=0)
        self.seconds += frame.duration

    def flush(self) -> None:
        """The end of something that was said."""
        super().flush()
        if self._open:
            self._open = False
            self.on_playback_finished(
                playback_position=self.seconds - self._since, interrupted=False
            )

    def clear_buffer(self) -> None:
        """Nothing waits to be played."""
        self.flush()


def _voiced(text: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    library, chunks = engine(), list[bytes]()

    def keep(samples: bytes) -> bool:
        chunks.append(samples)
        return True

    library.speak(text, CALLER, keep)
    made = b"".join(chunks)
    resampler = rtc.AudioResampler(library.sample_rate, RATE)
    frame = rtc.AudioFrame(made, library.sample_rate, 1, len(made) // 2)
    whole = rtc.combine_audio_frames([*resampler.push(frame), *resampler.flush()])
    speech = np.frombuffer(whole.data, dtype=np.int16).astype(np.float64) / 2
    return np.pad(speech, int(0.3 * RATE))
