"""Speech made slower while it is being made: for callers who asked for it.

It is cut where the voice pauses, so that no seam is heard, and each piece is stretched by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator

import numpy as np
from livekit import rtc

from pipeline.stretch import Samples, faster

SLOWER_SPEED = 0.8
"""Of the voice's own pace: plainly slower, and still natural."""
_SHORTEST_SECONDS = 0.4
_LONGEST_SECONDS = 1.5
_QUIET = 250


async def slower(
    frames: AsyncIterable[rtc.AudioFrame], speed: float = SLOWER_SPEED
) -> AsyncIterator[rtc.AudioFrame]:
    """The same speech at a slower pace, mono, in pieces of half a second to about two.

    Args:
        frames: speech as a voice makes it.
        speed: pace, 1 as the voice speaks.
    """
    held: list[rtc.AudioFrame] = []
    seconds = 0.0
    async for frame in frames:
        held.append(frame)
        seconds += frame.duration
        pauses = seconds >= _SHORTEST_SECONDS and _is_quiet(frame)
        if pauses or seconds >= _LONGEST_SECONDS:
            yield await asyncio.to_thread(_stretched, held, speed)
            held, seconds = [], 0.0
    if held:
        yield await asyncio.to_thread(_stretched, held, speed)


def _is_quiet(frame: rtc.AudioFrame) -> bool:
    samples = np.frombuffer(frame.data, dtype=np.int16).astype(np.float64)
    return bool(len(samples)) and float(np.sqrt((samples**2).mean())) <= _QUIET


def _stretched(frames: list[rtc.AudioFrame], speed: float) -> rtc.AudioFrame:
    whole = rtc.combine_audio_frames(frames)
    samples: Samples = np.frombuffer(whole.data, dtype=np.int16)[:: whole.num_channels]
    paced = faster(samples, whole.sample_rate, speed)
    return rtc.AudioFrame(paced.tobytes(), whole.sample_rate, 1, len(paced))
