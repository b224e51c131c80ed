"""What a simulated line does to audio is what the standards say."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.channel.line import MU_LAW, WIDE, Condition, Line
from bench.channel.loss import Concealment, lost
from bench.channel.telephone import FRAME, LINE_RATE, RATE, Law, coded

SECONDS = 2


def tone(hertz: float, loudness: float = 6_000.0) -> NDArray[np.float64]:
    return loudness * np.sin(2 * np.pi * hertz * np.arange(SECONDS * RATE) / RATE)


def level(samples: NDArray[np.float64]) -> float:
    """Decibels, without the first tenth of a second."""
    return float(10 * np.log10((samples[RATE // 10 :] ** 2).mean() + 1e-9))


@pytest.mark.parametrize("hertz", [400, 1_000, 3_000])
def test_a_telephone_carries_its_band(hertz: float) -> None:
    assert level(Line(MU_LAW).carry_all(tone(hertz))) == pytest.approx(level(tone(hertz)), abs=1)


@pytest.mark.parametrize("hertz", [100, 4_600, 7_000])
def test_and_nothing_beside_it(hertz: float) -> None:
    assert level(Line(MU_LAW).carry_all(tone(hertz))) < level(tone(hertz)) - 30


@pytest.mark.parametrize(("law", "loudest"), [("mu", 32_124), ("a", 32_256)])
def test_g711_has_its_levels_and_its_noise(law: Law, loudest: int) -> None:
    every = np.arange(-40_000, 40_000, dtype=np.float64)
    assert len(np.unique(coded(every, law))) == (255 if law == "mu" else 256)
    assert coded(every, law).max() == loudest
    speech = tone(1_003.7)
    assert level(speech) - level(speech - coded(speech, law)) == pytest.approx(38, abs=2)


def test_noise_is_as_loud_as_it_is_said_to_be() -> None:
    for snr in (20, 0):
        line = Line(Condition("", law=None, noise="white", snr=snr))
        heard = line.carry_all(np.zeros(SECONDS * RATE))
        # White noise has much beside the band, in which alone it is measured.
        in_band = level(heard) + 10 * np.log10((3_400 - 300) / (RATE / 2))
        assert in_band == pytest.approx(20 * np.log10(32_768) - 26 - snr, abs=1)


@pytest.mark.parametrize(("share", "burst"), [(0.01, 1.0), (0.1, 1.0), (0.05, 4.0), (0.1, 4.0)])
def test_as_many_packets_are_lost_and_in_such_bursts(share: float, burst: float) -> None:
    gone = np.array([*islice(lost(share, burst, np.random.default_rng(1)), 50_000)])
    starts = int(gone[0]) + int(np.count_nonzero(gone[1:] & ~gone[:-1]))
    assert gone.mean() == pytest.approx(share, rel=0.1)
    assert gone.sum() / starts == pytest.approx(max(burst, 1 / (1 - share)), rel=0.1)


def test_a_short_gap_is_filled_with_the_voice_and_a_long_one_fades() -> None:
    receiver = Concealment(LINE_RATE)
    period = LINE_RATE // 100  # of a voice at 100 Hz
    voice = np.tile(np.hanning(period) * 5_000, 40)
    for start in range(0, len(voice) - 160, 160):
        receiver.arrived(voice[start : start + 160])
    gap = [receiver.missing(160) for _ in range(4)]
    strength = [float(np.abs(packet).max()) for packet in gap]
    assert np.allclose(gap[0][:period], voice[-160 - period : -160], atol=1)
    assert strength == sorted(strength, reverse=True)
    assert strength[3] == 0


def test_the_same_line_does_the_same_again_and_another_one_something_else() -> None:
    bad = Condition("", noise="white", snr=5, loss=0.1, burst=4)
    voice = tone(500)
    once, again, other = (Line(bad, seed).carry_all(voice) for seed in (1, 1, 2))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_a_wide_band_without_trouble_changes_nothing() -> None:
    voice = tone(5_000)
    assert np.array_equal(Line(WIDE).carry_all(voice), voice[: len(voice) // FRAME * FRAME])
