"""Speech that can be read back: each character is a stretch of audio at a level of its own.

So a test knows to the character what a caller heard, from the audio alone.
"""

from __future__ import annotations

import numpy as np

RATE = 24_000
CHARACTERS_A_SECOND = 15
SAMPLES = RATE // CHARACTERS_A_SECOND
_STEP = 50
_HELD = 8
"""Equal samples in a row that make a level; synthetic voices never hold one."""


def spoken(text: str) -> bytes:
    """The text as 16-bit mono samples at 24 kHz."""
    levels = [ord(character) * _STEP for character in text if ord(character) < 128]
    return np.repeat(np.array(levels, dtype=np.int16), SAMPLES).tobytes()


def read(samples: bytes) -> str:
    """The text that audio was made of; what was not made by `spoken` is left out."""
    heard = np.frombuffer(samples, dtype=np.int16)
    middles = heard[SAMPLES // 2 :: SAMPLES]
    around = heard[SAMPLES // 2 + _HELD :: SAMPLES]
    return "".join(
        chr(level // _STEP)
        for level, later in zip(middles.tolist(), around.tolist(), strict=False)
        if level == later and level % _STEP == 0 and 32 <= level // _STEP < 127
    )
