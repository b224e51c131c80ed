"""Synthesised callers: what the recogniser is tried on."""

from __future__ import annotations

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from bench.synthesis import RATE, synthesised
from domain.expectation import Expectation
from pipeline.embedded.espeak import CALLER, Voice
from pipeline.embedded.recogniser import PocketsphinxSTT

__all__ = ["CALLERS", "RATE", "framed", "heard", "noise", "said"]

CALLERS = (CALLER, Voice("en-us+f3", 150), Voice("en-us", 150))
AROUND = 0.3
"""Seconds of silence before and after, as voice activity detection leaves it."""


def said(text: str, voice: Voice) -> rtc.AudioFrame:
    """A sentence as a line would carry it: 16 kHz, a little noise, silence around."""
    speech = synthesised(text, voice).astype(np.float64) / 2
    padded = np.pad(speech, int(AROUND * RATE))
    return framed(padded + noise(len(padded), 15))


def noise(samples: int, loudness: float) -> NDArray[np.float64]:
    """White noise, the same each time; `loudness` is its standard deviation."""
    return np.random.default_rng(7).normal(0, loudness, samples)


def framed(samples: NDArray[np.float64]) -> rtc.AudioFrame:
    """Samples at 16 kHz as one frame."""
    rounded = np.clip(np.rint(samples), -32768, 32767).astype(np.int16)
    return rtc.AudioFrame(rounded.tobytes(), RATE, 1, len(rounded))


async def heard(frame: rtc.AudioFrame, expectation: Expectation) -> str:
    """What a recogniser that meets this caller for the first time makes of it."""
    event = await PocketsphinxSTT(lambda: expectation).recognize(frame)
    return event.alternatives[0].text
