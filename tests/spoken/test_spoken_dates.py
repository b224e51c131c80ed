"""Dates of birth and of delivery, heard in words, figures and keys."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from spoken import say
from spoken.calendar import MONTHS
from spoken.dates import birth_date, calendar_date

TODAY = date(2025, 11, 21)  # a Friday
BORN = date(1985, 3, 15)
births = st.dates(date(1906, 1, 1), TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    "said",
    [
        "March 15th 1985",
        "It's March 15, 1985.",
        "fifteenth of march nineteen eighty five",
        "the fifteenth of March, 1985",
        "I was born on March the fifteenth in nineteen eighty five",
        "nineteen eighty five march fifteenth",
        "march fifteen eighty-five",
        "march one five one nine eight five",
        "3/15/85",
        "15/03/1985",
        "15.03.1985",
        "03 15 1985",
        "1985-03-15",
        "03151985",
        "031585",
        "three fifteen eighty five",
        "oh three fifteen nineteen eighty five",
        "zero three one five one nine eight five",
        "three slash fifteen slash eighty five",
        "March 14th, no sorry, March 15th 1985",
        "1985年3月15日",
    ],
)
def test_one_date_of_birth_in_many_words(said: str) -> None:
    assert birth_date(said, TODAY) == BORN


@pytest.mark.parametrize(
    "said",
    [
        "February 30th 1985",
        "March 3 2099",
        "1/1/1850",
        "March 1985",
        "march nineteen eighty five",
        "one nine eight five",
        "one one one eight five",
        "1111985",
        "hello",
        "",
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ],
)
def test_what_is_impossible_or_unclear_is_no_date_of_birth(said: str) -> None:
    assert birth_date(said, TODAY) is None


def test_years_of_two_digits_make_a_likely_age() -> None:
    assert birth_date("May 5 05", TODAY) == date(2005, 5, 5)
    assert birth_date("May 5 30", TODAY) == date(1930, 5, 5)
    assert birth_date("March twenty two thousand and four", TODAY) == date(2004, 3, 20)
    assert birth_date("March twenty second two thousand four", TODAY) == date(2004, 3, 22)


SAID_DATES: tuple[Callable[[date], str], ...] = (
    say.date_words,
    str,
    lambda d: d.strftime("%m%d%Y"),
    lambda d: f"{d.month}/{d.day}/{d.year}",
    lambda d: f"the {num2words(d.day, to='ordinal')} of {MONTHS[d.month - 1].lower()} {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    lambda d: " ".join(d.strftime("%m%d%Y")),
)


@given(births, st.sampled_from(SAID_DATES))
def test_dates_of_birth_said_are_heard(born: date, said: Callable[[date], str]) -> None:
    assert birth_date(said(born), TODAY) == born


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", date(2025, 11, 22)),
        ("the day after tomorrow please", date(2025, 11, 23)),
        ("Tuesday", date(2025, 11, 25)),
        ("next Tuesday", date(2025, 11, 25)),
        ("next Friday", date(2025, 11, 28)),
        ("last Monday", date(2025, 11, 17)),
        ("this weekend", date(2025, 11, 22)),
        ("in three days", date(2025, 11, 24)),
        ("two weeks from tomorrow", date(2025, 12, 6)),
        ("a week from Friday", date(2025, 12, 5)),
        ("the 3rd of December", date(2025, 12, 3)),
        ("12/3", date(2025, 12, 3)),
        ("2025-12-03", date(2025, 12, 3)),
        ("the fifteenth", date(2025, 12, 15)),
        ("Wednesday, December third", date(2025, 12, 3)),
        ("March third twenty twenty seven", date(2027, 3, 3)),
        ("February 29th", date(2028, 2, 29)),
        ("Tuesday, December 3rd", None),
        ("February 30", None),
        ("the first one", None),
        ("it takes 3 days", None),
        ("I have 2 orders", None),
    ],
)
def test_days_as_people_say_them(said: str, meant: date | None) -> None:
    assert calendar_date(said, TODAY) == meant


@given(st.integers(-100, 4000))
def test_days_said_are_heard(ahead: int) -> None:
    when = TODAY + timedelta(days=ahead)
    assert calendar_date(say.day(when, TODAY), TODAY) == when
