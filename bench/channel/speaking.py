"""Voices to send over a line, at the level that telephony reckons with."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from bench.channel.telephone import FRAME, Samples, narrow_band
from bench.synthesis import synthesised
from pipeline.embedded.espeak import Voice

SPEECH_LEVEL: Final = 32_768 * 10 ** (-26 / 20)
"""Root mean square of speech while it lasts: 26 dB below overload, as ITU-T P.56 measures it and
test material of telephony is set to."""
_BELOW_LOUDEST: Final = 10 ** (-30 / 20)


@lru_cache(maxsize=256)
def spoken(text: str, voice: Voice) -> Samples:
    """A sentence at `SPEECH_LEVEL` and 16 kHz, without silence around it."""
    return at_speech_level(synthesised(text, voice).astype(np.float64))


def at_speech_level(samples: Samples) -> Samples:
    """The same speech at `SPEECH_LEVEL`, of which pauses are no part and only the band counts."""
    whole = narrow_band()(samples)
    frames = whole[: len(whole) // FRAME * FRAME].reshape(-1, FRAME)
    loudness = np.sqrt((frames**2).mean(axis=1))
    active = loudness[loudness > _BELOW_LOUDEST * loudness.max(initial=0.0)]
    return samples * (SPEECH_LEVEL / np.sqrt((active**2).mean())) if len(active) else samples
