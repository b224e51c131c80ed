"""Callers' sentences as samples: espeak-ng's, at the rate at which calls are heard."""

from __future__ import annotations

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from pipeline.embedded.espeak import CALLER, Voice, engine

RATE = 16_000
"""Hz; mono."""


def synthesised(text: str, voice: Voice = CALLER) -> NDArray[np.int16]:
    """A sentence as samples at `RATE`. Blocks while it is made."""
    library, made = engine(), bytearray()

    def keep(samples: bytes) -> bool:
        made.extend(samples)
        return True

    library.speak(text, voice, keep)
    resampler = rtc.AudioResampler(library.sample_rate, RATE)
    whole = rtc.AudioFrame(bytes(made), library.sample_rate, 1, len(made) // 2)
    at_rate = rtc.combine_audio_frames([*resampler.push(whole), *resampler.flush()])
    return np.frombuffer(at_rate.data, dtype=np.int16)
