"""Packets that do not arrive, and what a receiver plays in their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from bench.channel.telephone import Samples

_FULL_FOR: Final = 0.010
_SILENT_AFTER: Final = 0.060
"""Seconds of a gap that are filled at full strength, and after which nothing is (G.711 App. I)."""
_SHORTEST_PERIOD, _LONGEST_PERIOD = 0.005, 0.015
"""Seconds; a voice between 67 and 200 Hz, or an overtone of a higher one."""
_LOOKED_AT: Final = 0.020
_SEAM: Final = 0.004


def lost(share: float, burst: float, random: np.random.Generator) -> Iterator[bool]:
    """For each packet, whether it is lost: the simple Gilbert–Elliott model.

    Args:
        share: of all packets, 0 to 1, in the long run.
        burst: how many in a row on average; as much as 1 / (1 - share) is chance alone.
        random: where chance comes from.
    """
    recovers = min(1 / burst, 1 - share)
    fails = recovers * share / (1 - share)
    gone = False
    while True:
        gone = random.random() >= recovers if gone else random.random() < fails
        yield gone


class Concealment:
    """Fills gaps as ITU-T G.711 Appendix I does: the last period again and again, fading out.

    Args:
        rate: Hz, of the samples that come and go.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._heard = np.zeros(int(rate * (_LOOKED_AT + _LONGEST_PERIOD)))
        self._period = self._heard[:1]
        self._missing = 0
        """Samples missing so far in the gap that is open."""

    def arrived(self, samples: Samples) -> Samples:
        """A packet is there: it is played, faded in after a gap."""
        if self._missing:
            seam = min(int(self._rate * _SEAM), len(samples))
            rising = np.linspace(0, 1, seam)
            samples = samples.copy()
            samples[:seam] = samples[:seam] * rising + self._filling(seam) * (1 - rising)
            self._missing = 0
        self._heard = np.concatenate([self._heard, samples])[-len(self._heard) :]
        return samples

    def missing(self, count: int) -> Samples:
        """A packet of so many samples is not there: what is played instead."""
        if not self._missing:
            self._period = self._heard[-self._best_period() :]
        filling = self._filling(count)
        self._missing += count
        return filling

    def _filling(self, count: int) -> Samples:
        at = self._missing + np.arange(count)
        since = at / self._rate
        fading = 1 - (since - _FULL_FOR) / (_SILENT_AFTER - _FULL_FOR)
        return self._period[at % len(self._period)] * np.clip(fading, 0, 1)

    def _best_period(self) -> int:
        """The length of the last period, in samples."""
        shortest, longest = (int(self._rate * s) for s in (_SHORTEST_PERIOD, _LONGEST_PERIOD))
        last = self._heard[-int(self._rate * _LOOKED_AT) :]
        energy = np.cumsum(np.concatenate([[0.0], self._heard**2]))
        likeness = np.correlate(self._heard, last, mode="valid")[::-1]
        windows = (energy[len(last) :] - energy[: -len(last)])[::-1]
        score = likeness / np.sqrt(windows + 1.0)
        return shortest + int(np.argmax(score[shortest : longest + 1]))
