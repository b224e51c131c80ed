"""How much of what a synthesised caller says the embedded recogniser gets right, by kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import TypeVar

from domain.expectation import YES_NO, Expectation
from spoken import say
from spoken.answers import answer
from spoken.births import birth_date
from spoken.names import first_name
from spoken.numbers import digits
from tests.pipeline.speech import CALLERS, heard, said

T = TypeVar("T")

TODAY = date(2031, 3, 5)
MEANT = {
    **dict.fromkeys(("yes", "yes please", "that is right", "yeah", "correct"), "yes"),
    **dict.fromkeys(("no", "no thank you", "that is wrong", "nope", "that's not right"), "no"),
}
WORDINGS = (
    "where is my order",
    "i want to send this back",
    "my package is damaged",
    "cancel my order",
    "i want to speak to a person",
    "how long do i have to wait",
    "i need a new processor for gaming",
    "has my refund arrived",
)
NAMES = ("john", "jane", "sarah", "miguel", "priya", "peter", "maria", "david", "emma", "james")


async def share(
    meant: dict[str, T], expectation: Expectation, understood: Callable[[str], T | None]
) -> float:
    """The share of all text and voice pairs whose meaning is understood, from 0 to 1."""
    right = [
        understood(await heard(said(text, voice), expectation)) == meaning
        for (text, meaning), voice in product(meant.items(), CALLERS)
    ]
    return sum(right) / len(right)


def yes_or_no() -> Awaitable[float]:
    return share(MEANT, YES_NO, answer)


def declared_wording() -> Awaitable[float]:
    return share({w: w for w in WORDINGS}, Expectation(phrases=WORDINGS), lambda text: text)


def names() -> Awaitable[float]:
    wanted = {f"my name is {name}": name.capitalize() for name in NAMES}
    return share(wanted, Expectation("name"), first_name)


def rows_of_digits(length: int, expectation: Expectation) -> Awaitable[float]:
    chance = Random(7)  # noqa: S311
    rows = ["".join(chance.choices("0123456789", k=length)) for _ in range(10)]
    return share({say.digits(row): row for row in rows}, expectation, digits)


def last_four() -> Awaitable[float]:
    return rows_of_digits(4, Expectation("digits", 4, 4))


def phone_number() -> Awaitable[float]:
    return rows_of_digits(10, Expectation("phone", 7, 15))


def date_of_birth() -> Awaitable[float]:
    chance = Random(7)  # noqa: S311
    days = [date(1950, 1, 1) + timedelta(days=chance.randrange(20_000)) for _ in range(10)]
    return share(
        {say.date_words(day): day for day in days},
        Expectation("date", 8, 8),
        lambda text: birth_date(text, TODAY),
    )


KINDS: dict[str, Callable[[], Awaitable[float]]] = {
    "yes or no": yes_or_no,
    "a wording that agents declare": declared_wording,
    "a first name": names,
    "the last four digits": last_four,
    "a date of birth": date_of_birth,
    "a ten-digit number": phone_number,
}
