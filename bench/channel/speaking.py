"""Voices to send over a line, at the level that telephony reckons with."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from livekit import rtc

from bench.channel.telephone import FRAME, RATE, Samples, narrow_band
from pipeline.embedded.espeak import Voice, engine

SPEECH_LEVEL: Final = 32_768 * 10 ** (-26 / 20)
"""Root mean square of speech while it lasts: 26 dB below overload, as ITU-T P.56 measures it and
test material of telephony is set to."""
_BELOW_LOUDEST: Final = 10 ** (-30 / 20)


@lru_cache(maxsize=256)
def spoken(text: str, voice: Voice) -> Samples:
    """A sentence at `SPEECH_LEVEL` and `RATE`, without silence around it."""
    library = engine()
    chunks: list[bytes] = []

    def keep(samples: bytes) -> bool:
        chunks.append(samples)
        return True

    library.speak(text, voice, keep)
    whole = b"".join(chunks)
    resampler = rtc.AudioResampler(library.sample_rate, RATE)
    frames = resampler.push(rtc.AudioFrame(whole, library.sample_rate, 1, len(whole) // 2))
    made = rtc.combine_audio_frames([*frames, *resampler.flush()])
    return at_speech_level(np.frombuffer(made.data, dtype=np.int16).astype(np.float64))


def at_speech_level(samples: Samples) -> Samples:
    """The same speech at `SPEECH_LEVEL`, of which pauses are no part and only the band counts."""
    whole = narrow_band()(samples)
    frames = whole[: len(whole) // FRAME * FRAME].reshape(-1, FRAME)
    loudness = np.sqrt((frames**2).mean(axis=1))
    active = loudness[loudness > _BELOW_LOUDEST * loudness.max(initial=0.0)]
    return samples * (SPEECH_LEVEL / np.sqrt((active**2).mean())) if len(active) else samples
