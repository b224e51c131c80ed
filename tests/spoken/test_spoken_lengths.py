"""The size of a room, as people say it."""

from decimal import Decimal

import pytest

from spoken.lengths import feet, floor, lengths


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("does the bed fit a room ten by twelve", ("10", "12")),
        ("10x12", ("10", "12")),
        ("ten by twelve foot room", ("10", "12")),
        ("12' x 10'", ("12", "10")),
        ("10'6\" by 12'", ("10.5", "12")),
        ("twelve foot by ten foot six", ("12", "10.5")),
        ("8 feet 3 by 9 feet 6 inches", ("8.25", "9.5")),
        ("ten and a half by twelve", ("10.5", "12")),
        ("ten feet long by about twelve feet wide", ("10", "12")),
        ("3 by 4 metres", ("9.84", "13.12")),
        ("three point five by four meters", ("11.48", "13.12")),
        ("350 cm by 4 m", ("11.48", "13.12")),
        ("120 inches by 144 inches", ("10", "12")),
        ("the 60 inch desk in a 10 by 12 room", ("10", "12")),
        ("the room is ten feet", None),
        ("the i9 14900k", None),
        ("", None),
    ],
)
def test_a_floor_is_two_lengths(said: str, meant: tuple[str, str] | None) -> None:
    assert floor(said) == (None if meant is None else (Decimal(meant[0]), Decimal(meant[1])))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it is 12 feet long and ten feet wide", ["12", "10"]),
        ("ten feet and six inches", ["10.5"]),
        ("3 metres 20", ["10.5"]),
        ("by ten by twelve", ["10", "12"]),
        ("a 750 watt power supply", []),
    ],
)
def test_what_has_a_unit_or_a_pair_is_a_length(said: str, meant: list[str]) -> None:
    assert lengths(said) == [Decimal(length) for length in meant]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("twelve", "12"), ("about ten feet", "10"), ("three metres", "9.84"), ("large", None)],
)
def test_a_bare_number_answers_in_feet(said: str, meant: str | None) -> None:
    assert feet(said) == (None if meant is None else Decimal(meant))
