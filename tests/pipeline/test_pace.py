"""Speech at a slower pace: longer by as much, at the same pitch, and never held back for long."""

from __future__ import annotations

from collections.abc import AsyncIterator

import numpy as np
import pytest
from livekit import rtc

from pipeline.pace import SLOWER_SPEED, slower

RATE = 16_000
FRAME = RATE // 50


async def spoken(seconds: float, pause_every: int = 0) -> AsyncIterator[rtc.AudioFrame]:
    """A tone of 200 Hz in frames of 20 ms, with a quiet frame now and then."""
    at = np.arange(int(seconds * RATE))
    tone = (8_000 * np.sin(2 * np.pi * 200 * at / RATE)).astype(np.int16)
    for number, start in enumerate(range(0, len(tone), FRAME), start=1):
        piece = tone[start : start + FRAME]
        quiet = bool(pause_every) and number % pause_every == 0
        samples = np.zeros_like(piece) if quiet else piece
        yield rtc.AudioFrame(samples.tobytes(), RATE, 1, len(samples))


@pytest.mark.parametrize("pause_every", [0, 25, 60])
async def test_it_takes_longer_by_as_much(pause_every: int) -> None:
    frames = [frame async for frame in slower(spoken(4.0, pause_every))]
    assert {frame.sample_rate for frame in frames} == {RATE}
    assert sum(frame.duration for frame in frames) == pytest.approx(4.0 / SLOWER_SPEED, rel=0.08)


async def test_the_pitch_stays() -> None:
    frames = [frame async for frame in slower(spoken(2.0))]
    whole = np.concatenate([np.frombuffer(frame.data, dtype=np.int16) for frame in frames])
    spectrum = np.abs(np.fft.rfft(whole.astype(np.float64)))
    loudest = np.fft.rfftfreq(len(whole), 1 / RATE)[int(spectrum.argmax())]
    assert loudest == pytest.approx(200, abs=5)


async def test_the_first_words_do_not_wait_for_the_last() -> None:
    given = 0

    async def counted() -> AsyncIterator[rtc.AudioFrame]:
        nonlocal given
        async for frame in spoken(10.0, pause_every=25):
            given += 1
            yield frame

    async for _ in slower(counted()):
        assert given * FRAME / RATE <= 1.6
        break


async def test_nothing_comes_of_nothing() -> None:
    assert [frame async for frame in slower(spoken(0))] == []
