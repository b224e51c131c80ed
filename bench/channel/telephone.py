"""A telephone's band and code: 300 to 3400 Hz, ITU-T G.711 at 8 kHz."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import ellip, sosfilt, sosfilt_zi

Samples = NDArray[np.float64]
"""Samples on the scale of 16-bit ones."""
Law = Literal["mu", "a"]

RATE: Final = 16_000
"""Hz, of all audio that comes in or goes out here; mono."""
LINE_RATE: Final = 8_000
"""Hz, on a telephone line."""
FRAME: Final = RATE // 50
"""Samples in 20 ms, which is what a packet carries (RFC 3551)."""
BAND: Final = (300.0, 3400.0)
"""Hz; the nominal band of a telephone channel, ITU-T G.712."""

_PASS_BAND: Final = ellip(6, 0.5, 40, BAND, "bandpass", fs=RATE, output="sos")
_BELOW_HALF: Final = ellip(8, 0.5, 50, BAND[1], "lowpass", fs=RATE, output="sos")


class Filter:
    """A filter that goes on from frame to frame."""

    def __init__(self, sections: NDArray[np.float64]) -> None:
        self._sections = sections
        self._state = sosfilt_zi(sections) * 0.0

    def __call__(self, samples: Samples) -> Samples:
        """The next samples, filtered."""
        out, self._state = sosfilt(self._sections, samples, zi=self._state)
        return np.asarray(out)


def narrow_band() -> Filter:
    """Takes away what a telephone does not carry, at `RATE`."""
    return Filter(_PASS_BAND)


class Widening:
    """Brings a line's samples back to `RATE`; what the line did not carry stays empty."""

    def __init__(self) -> None:
        self._smooth = Filter(_BELOW_HALF)

    def __call__(self, samples: Samples) -> Samples:
        """The next samples, twice as many."""
        wide = np.zeros(len(samples) * 2)
        wide[::2] = samples * 2
        return self._smooth(wide)


def coded(samples: Samples, law: Law) -> Samples:
    """What is left of samples once they were sent as G.711, clipping included."""
    levels, borders = _CODES[law]
    return np.asarray(levels[np.searchsorted(borders, samples)])


def _mu_law() -> Samples:
    code = np.arange(256)
    size = (((code & 0x0F) << 3) + 0x84 << (code >> 4 & 7)) - 0x84
    return np.asarray(np.where(code & 0x80, -size, size), dtype=np.float64)


def _a_law() -> Samples:
    code = np.arange(256)
    segment = code >> 4 & 7
    size = ((code & 0x0F) << 4) + np.where(segment > 0, 0x108, 8) << np.maximum(segment - 1, 0)
    return np.asarray(np.where(code & 0x80, -size, size), dtype=np.float64)


def _table(levels: Samples) -> tuple[Samples, Samples]:
    """All values that can be sent, and the borders between them."""
    ordered = np.unique(levels)
    return ordered, (ordered[1:] + ordered[:-1]) / 2


_CODES: Final = {"mu": _table(_mu_law()), "a": _table(_a_law())}
