"""Between which prices something is looked for, as people say it."""

from decimal import Decimal

import pytest

from spoken.prices import at_least, at_most, without_range


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("a graphics card under nine hundred", None, "900"),
        ("a lamp for less than $49.99", None, "49.99"),
        ("a sofa up to 1,200 dollars", None, "1200"),
        ("shoes for a hundred dollars", None, "100"),
        ("shoes, eighty bucks tops", None, "80"),
        ("no more than fifty", None, "50"),
        ("a coat over two hundred", "200", None),
        ("fifty dollars or more", "50", None),
        ("between twenty and forty dollars", "20", "40"),
        ("something from 10 to 20 dollars", "10", "20"),
        ("an rtx 4090", None, None),
        ("a 750 watt power supply", None, None),
        ("a monitor over 27 inches", None, None),
        ("the hobbit", None, None),
    ],
)
def test_a_price_range_is_heard(said: str, low: str | None, high: str | None) -> None:
    assert at_least(said) == (None if low is None else Decimal(low))
    assert at_most(said) == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("jackets between fifty and one hundred dollars", "jackets"),
        ("a graphics card under nine hundred", "a graphics card"),
        ("the two seat sofa", "the two seat sofa"),
    ],
)
def test_what_is_left_names_the_thing_itself(said: str, left: str) -> None:
    assert without_range(said).strip() == left
