"""What else is heard where somebody calls from. The same each time."""

from __future__ import annotations

from functools import lru_cache
from itertools import cycle
from typing import Final, Literal

import numpy as np
from scipy.signal import butter, sosfilt

from bench.channel.speaking import spoken
from bench.channel.telephone import RATE, Samples, narrow_band
from pipeline.embedded.espeak import Voice

Noise = Literal["white", "babble", "street"]

SECONDS: Final = 20
"""After which it begins again."""
_VOICES: Final = (
    *(Voice("en-us+m1", 150, 35), Voice("en-us+f1", 175, 60), Voice("en-us+m3", 190, 45)),
    *(Voice("en-us+f4", 160, 70), Voice("en-us+m7", 170, 25), Voice("en-us+f5", 140, 55)),
)
_CHATTER: Final = (
    "so I told him that we would be there by seven, and he never called back",
    "the train was late again, which is the third time this week",
    "can you pass me the salt, and then we will look at the pictures",
    "it rained all weekend, but the children liked the museum",
    "well, she said that the garden needs more water than that",
    "two coffees and a piece of the apple cake, please",
    "I have not seen that film, is it any good",
)


@lru_cache(maxsize=8)
def background(noise: Noise) -> Samples:
    """`SECONDS` of it at `RATE`, with a root mean square of 1 within a telephone's band."""
    made = {"white": _white, "babble": _babble, "street": _street}[noise]()
    return np.asarray(made / np.sqrt((narrow_band()(made) ** 2).mean()))


def _white() -> Samples:
    return np.random.default_rng(1).normal(0, 1, SECONDS * RATE)


def _babble() -> Samples:
    """Six people who talk at once, somewhere in the room."""
    room = np.zeros(SECONDS * RATE)
    for place, voice in enumerate(_VOICES):
        said = cycle(_CHATTER[place:] + _CHATTER[:place])
        talk = np.concatenate([spoken(next(said), voice) for _ in _CHATTER])
        room += np.roll(np.resize(talk, len(room)), place * RATE // 3)
    return room


def _street() -> Samples:
    """A rumble that swells with each car, and the hum of a mains supply (60 Hz) under it."""
    random = np.random.default_rng(2)
    at = np.arange(SECONDS * RATE) / RATE
    rumble = sosfilt(butter(1, 250, "lowpass", fs=RATE, output="sos"), random.normal(0, 1, len(at)))
    passing = sum(np.exp(-(((at - when) / 1.2) ** 2)) for when in (3.0, 8.5, 11.0, 17.0))
    hum = sum(np.sin(2 * np.pi * 60 * n * at) / n for n in range(1, 16, 2))
    return np.asarray(rumble * (0.4 + passing) + 0.05 * rumble.std() * hum)
