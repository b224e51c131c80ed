"""A line under a condition: 20 ms of a caller's voice in, what reaches us out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.channel.background import Noise, background
from bench.channel.loss import Concealment, lost
from bench.channel.speaking import SPEECH_LEVEL
from bench.channel.telephone import (
    FRAME,
    LINE_RATE,
    RATE,
    Law,
    Samples,
    Widening,
    coded,
    narrow_band,
)


@dataclass(frozen=True)
class Condition:
    """What a line does to a voice.

    Attributes:
        name: as the table has it.
        law: of G.711; None for a wide band.
        noise: what is heard beside the caller.
        snr: decibels between the caller's speech and that noise, within the telephone's band.
        loss: share of packets of 20 ms that are lost, 0 to 1.
        burst: how many are lost in a row on average.
        gain: decibels; a caller far from the microphone, or one who shouts.
    """

    name: str
    law: Law | None = "mu"
    noise: Noise | None = None
    snr: float = 0.0
    loss: float = 0.0
    burst: float = 1.0
    gain: float = 0.0


class Line:
    """One line, from end to end. Deterministic.

    Args:
        condition: what the line is like.
        seed: of the losses, and of where in the noise the line begins.
    """

    def __init__(self, condition: Condition, seed: int = 0) -> None:
        random = np.random.default_rng(seed)
        self._condition = condition
        self._gain = 10 ** (condition.gain / 20)
        self._noise = np.zeros(FRAME)
        if condition.noise is not None:
            level = SPEECH_LEVEL * 10 ** (-condition.snr / 20)
            start = int(random.integers(len(background(condition.noise))))
            self._noise = np.roll(background(condition.noise), -start) * level
        self._lost = lost(condition.loss, condition.burst, random)
        self._narrow = narrow_band()
        self._widen = Widening()
        self._receiver = Concealment(RATE if condition.law is None else LINE_RATE)
        self._frames = 0

    def carry(self, voice: Samples) -> Samples:
        """What reaches the other end of the next 20 ms, of which `FRAME` samples are given."""
        at = self._frames * FRAME + np.arange(FRAME)
        self._frames += 1
        sent = (voice + np.take(self._noise, at, mode="wrap")) * self._gain
        law = self._condition.law
        if law is None:
            return self._received(np.clip(sent, -32_768, 32_767))
        return self._widen(self._received(coded(self._narrow(sent)[::2], law)))

    def carry_all(self, voice: Samples) -> Samples:
        """What reaches the other end of a whole recording; less than 20 ms at its end is left."""
        frames = voice[: len(voice) // FRAME * FRAME].reshape(-1, FRAME)
        return np.concatenate([self.carry(frame) for frame in frames])

    def _received(self, packet: Samples) -> Samples:
        if next(self._lost):
            return self._receiver.missing(len(packet))
        return self._receiver.arrived(packet)


_LEVELS: Final = (20, 10, 5, 0)
_SHARES: Final = (0.01, 0.03, 0.05, 0.10)
BURST: Final = 4.0
"""Packets in a row: 80 ms, longer than concealment lasts."""

WIDE: Final = Condition("wide band", law=None)
MU_LAW: Final = Condition("G.711 µ-law")
BAD: Final = Condition(
    "street 5 dB, 5 % lost in bursts", noise="street", snr=5, loss=0.05, burst=BURST
)
ALL: Final = (
    WIDE,
    MU_LAW,
    Condition("G.711 A-law", law="a"),
    Condition("quiet caller, -15 dB", gain=-15),
    Condition("overdriven, +15 dB", gain=15),
    *(
        Condition(f"{noise} noise, {snr} dB", noise=noise, snr=snr)
        for noise in ("white", "babble", "street")
        for snr in _LEVELS
    ),
    *(Condition(f"{share:.0%} lost", loss=share) for share in _SHARES),
    *(Condition(f"{share:.0%} lost in bursts", loss=share, burst=BURST) for share in _SHARES),
    BAD,
)
"""Every condition of the table; all but the first over G.711."""
_ONE_OF_EACH: Final = (MU_LAW.name, "white noise, 10 dB", BAD.name)
QUICK: Final = tuple(condition for condition in ALL if condition.name in _ONE_OF_EACH)
"""One of each kind."""
