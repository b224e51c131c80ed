"""Digits, quantities and money are heard in every spelling, and as they are said by us."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken import say
from spoken.numbers import cardinal, cardinals, digits, last_four, money
from tests.spoken.said_forms import Spelling, digit_rows, spellings


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("four one five", "415"),
        ("oh, my number is four one", "41"),
        ("double five triple oh", "55000"),
        ("forty two forty two", "4242"),
        ("555 oh one hundred", "5550100"),
        ("eight hundred five five five oh one oh oh", "8005550100"),
        ("twenty-two", "22"),
        ("nineteen oh five", "1905"),
        ("two thousand and four", "2004"),
        ("twelve thousand three hundred forty five", "12345"),
        ("fourfivesix fortytwo", "45642"),
        ("the last four are one two three four", "1234"),
        ("nothing to see, oh well", ""),
    ],
)
def test_digits_as_people_say_them(said: str, meant: str) -> None:
    assert digits(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nine hundred", 900),
        ("two fifty", 250),
        ("1,599.99 please", Decimal("1599.99")),
        ("three and a half", Decimal("3.5")),
        ("79 1/8 inches", Decimal("79.125")),
        ("two point five", Decimal("2.5")),
        ("two dozen", 24),
        ("one million", 1_000_000),
        ("none of it", None),
        ("5 1/0", 5),
    ],
)
def test_quantities(said: str, meant: int | Decimal | None) -> None:
    assert cardinal(said) == meant


def test_a_room_has_two_quantities() -> None:
    assert cardinals("ten by twelve feet") == cardinals("10x12") == [10, 12]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("two hundred forty-nine dollars and ninety-nine cents", "249.99"),
        ("$1,599.99", "1599.99"),
        ("fifty bucks", "50.00"),
        ("fifty cents", "0.50"),
        ("nine hundred", "900.00"),
    ],
)
def test_money(said: str, meant: str) -> None:
    assert money(said) == Decimal(meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the last four digits of my card are 4242", "4242"),
        ("1235, no, 1234", "1234"),
        ("forty-two forty-two", "4242"),
        ("four two", None),
        ("12345", None),
    ],
)
def test_last_four(said: str, meant: str | None) -> None:
    assert last_four(said) == meant


@given(st.integers(1, 12).flatmap(digit_rows))
def test_digits_said_are_heard(row: str) -> None:
    assert digits(say.digits(row)) == row


@given(st.integers(2, 16).flatmap(digit_rows), spellings)
def test_digits_are_heard_in_every_spelling(row: str, spelling: Spelling) -> None:
    assert digits(spelling(row)) == row


@given(st.decimals(0, 999_999, places=2))
def test_money_said_is_heard(amount: Decimal) -> None:
    assert money(say.money(amount)) == amount


@given(st.integers(0, 999_999).map(lambda eighths: Decimal(eighths) / 8))
def test_quantities_said_are_heard(value: Decimal) -> None:
    assert cardinal(say.number(value)) == value
