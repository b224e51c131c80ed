"""Synthesised callers: what the recogniser is tried on."""

from __future__ import annotations

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from domain.expectation import Expectation
from pipeline.embedded.espeak import CALLER, Voice, engine
from pipeline.embedded.recogniser import PocketsphinxSTT

CALLERS = (CALLER, Voice("en-us+f3", 150), Voice("en-us", 150))
RATE = 16_000
AROUND = 0.3
"""Seconds of silence before and after, as voice activity detection leaves it."""


def said(text: str, voice: Voice) -> rtc.AudioFrame:
    """A sentence as a line would carry it: 16 kHz, a little noise, silence around."""
    library = engine()
    chunks: list[bytes] = []

    def keep(samples: bytes) -> bool:
        chunks.append(samples)
        return True

    library.speak(text, voice, keep)
    samples = np.frombuffer(b"".join(chunks), dtype=np.int16)
    made = rtc.AudioFrame(samples.tobytes(), library.sample_rate, 1, len(samples))
    resampler = rtc.AudioResampler(library.sample_rate, RATE)
    at_rate = rtc.combine_audio_frames([*resampler.push(made), *resampler.flush()])
    speech = np.frombuffer(at_rate.data, dtype=np.int16).astype(np.float64) / 2
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
