"""How many of a thing are named with it, and what only looks like a number of things."""

from __future__ import annotations

import pytest

from tools.counted import counted


@pytest.mark.parametrize(
    ("said", "count", "thing"),
    [
        ("two linen shirts in white", 2, "linen shirts in white"),
        ("two of the linen shirts in medium", 2, "linen shirts in medium"),
        ("a couple of HDMI cables", 2, "HDMI cables"),
        ("2 pairs of running shoes", 2, "running shoes"),
        ("twenty five HDMI cables", 25, "HDMI cables"),
        ("a dozen white t-shirts", 12, "white t-shirts"),
        ("a pair of running shoes", None, "running shoes"),
        ("the linen shirt", None, "linen shirt"),
        ("27 inch monitor", None, "27 inch monitor"),
        ("750 watt power supply", None, "750 watt power supply"),
        ("990 pro nvme drive", None, "990 pro nvme drive"),
        ("4K action camera", None, "4K action camera"),
        ("1984", None, "1984"),
        ("two", None, "two"),
        ("ELEC023", None, "ELEC023"),
    ],
)
def test_a_number_of_things(said: str, count: int | None, thing: str) -> None:
    assert counted(said) == (count, thing)
