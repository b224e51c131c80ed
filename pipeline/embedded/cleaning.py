"""A segment of speech made ready for the recogniser: noise and silence off, at one level."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
Pcm = NDArray[np.int16]

_PIECE: Final = 400
_STEP: Final = 160
_POINTS: Final = 512
"""Samples at 16 kHz: 25 ms every 10 ms, as the recogniser itself looks at speech."""
_WINDOW: Final = np.sqrt(np.hanning(_PIECE + 1)[:-1])
_QUIETEST: Final = 0.15
"""The share of a segment that is noise alone; voice activity detection leaves half a second of it
in front."""
_OVERESTIMATED: Final = 1.5
_FLOOR: Final = 0.1
"""Never less than this is left of anything: holes in a spectrum are heard as sounds."""
_INERTIA: Final = 0.98
_SHORTEST: Final = 3_200
"""Samples; in less there is no telling what is noise."""

_FRAME: Final = 320
_KEPT_AROUND: Final = 1_280
"""Samples at 16 kHz: 20 ms, and 80 ms of silence around speech. A longer one at an end is easily
heard as "eight"."""
_SOFTEST: Final = 40
_SOFTEST_SHARE: Final = 0.05
"""Root mean square of 20 ms of speech: at least, and of the loudest."""
_LEVEL: Final = 2_000.0
"""Root mean square of speech when it is recognised, whoever whispered or shouted."""
_HISS: Final = 40.0
"""Standard deviation of what is added at the end: a telephone line carries nothing above 4 kHz,
where the acoustic model expects something."""


def prepared(samples: Pcm) -> Pcm:
    """A segment at 16 kHz as the recogniser hears it best; empty where nobody speaks in it."""
    speech = _without_silence(without_noise(samples.astype(np.float64)))
    if not len(speech):
        return samples[:0]
    loudness = _loudness(speech)
    active = loudness[loudness > _SOFTEST_SHARE * loudness.max()]
    levelled = speech * (_LEVEL / np.sqrt((active**2).mean()))
    hiss = np.random.default_rng(0).normal(0, _HISS, len(levelled))
    return np.asarray(np.clip(levelled + hiss, -32_768, 32_767), dtype=np.int16)


def without_noise(samples: Samples) -> Samples:
    """One segment of speech at 16 kHz with the noise of its quietest moments filtered out.

    A Wiener filter on the decision-directed estimate of the signal-to-noise ratio (Ephraim and
    Malah, 1984; Scalart and Filho, 1996). Noise that talks, such as a crowd, stays.
    """
    if len(samples) < _SHORTEST:
        return samples
    padded = np.pad(samples, (_PIECE, _PIECE + _STEP))
    pieces = np.lib.stride_tricks.sliding_window_view(padded, _PIECE)[::_STEP]
    spectra = np.fft.rfft(pieces * _WINDOW, _POINTS)
    power = np.abs(spectra) ** 2
    gains = _gains(power, _noise(power))
    cleaned = np.fft.irfft(spectra * gains, _POINTS)[:, :_PIECE] * _WINDOW
    return _overlapped(cleaned, len(padded))[_PIECE : _PIECE + len(samples)]


def _noise(power: Samples) -> Samples:
    """The spectrum of the quietest pieces, of those that are no padding."""
    inside = power[_PIECE // _STEP + 1 : -(_PIECE // _STEP + 2)]
    loudness = inside.sum(axis=1)
    quiet = np.argsort(loudness)[: max(5, int(len(loudness) * _QUIETEST))]
    return np.asarray(inside[quiet].mean(axis=0)) * _OVERESTIMATED + 1e-9


def _gains(power: Samples, noise: Samples) -> Samples:
    """How much of each frequency is kept, piece by piece."""
    over_noise = power / noise
    gains = np.empty_like(power)
    before = np.zeros(power.shape[1])
    for at, ratio in enumerate(over_noise):
        likely = _INERTIA * before + (1 - _INERTIA) * np.maximum(ratio - 1, 0)
        gains[at] = np.maximum(likely / (1 + likely), _FLOOR)
        before = gains[at] ** 2 * ratio
    return gains


def _overlapped(pieces: Samples, length: int) -> Samples:
    out, weight = np.zeros(length), np.zeros(length)
    for at, piece in enumerate(pieces):
        out[at * _STEP : at * _STEP + _PIECE] += piece
        weight[at * _STEP : at * _STEP + _PIECE] += _WINDOW**2
    return out / np.maximum(weight, 1e-3)


def _without_silence(samples: Samples) -> Samples:
    """From the first sound that may be speech to the last."""
    loudness = _loudness(samples)
    loud = np.flatnonzero(loudness > max(_SOFTEST, _SOFTEST_SHARE * loudness.max(initial=0.0)))
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) * _FRAME - _KEPT_AROUND)
    return samples[start : (int(loud[-1]) + 1) * _FRAME + _KEPT_AROUND]


def _loudness(samples: Samples) -> Samples:
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return np.asarray(np.sqrt((frames**2).mean(axis=1)))
