"""Nothing in this room raises on what a person may type."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoken import (
    addresses,
    answers,
    dates,
    garments,
    lengths,
    names,
    numbers,
    phones,
    prices,
    private,
    references,
    say,
)
from spoken.words import words

TODAY = date(2025, 11, 21)
HEARD: tuple[Callable[[str], object], ...] = (
    addresses.address,
    answers.answer,
    answers.asks_if_robot,
    answers.cancels,
    answers.is_goodbye,
    answers.offer_response,
    answers.wants_person,
    answers.wants_repeat,
    garments.color,
    garments.size_alone,
    garments.without_version,
    lengths.feet,
    lengths.lengths,
    names.first_name,
    numbers.cardinals,
    numbers.digits,
    numbers.last_four,
    numbers.money,
    phones.phone_number,
    prices.at_least,
    prices.at_most,
    references.order_number,
    say.digits,
    say.reference,
    say.phone,
    lambda text: dates.birth_date(text, TODAY),
    lambda text: dates.calendar_date(text, TODAY),
    lambda text: private.mask(text, None, TODAY),
    lambda text: private.mask(text, "date_of_birth", TODAY),
    lambda text: private.mask(text, "address", TODAY),
)
WORDS = words("""
    one two oh o zero double triple forty fifteen fifteenth second hundred thousand and a march may
    1 22 333 1985 5550100 99999999999 dollars cents point half street ave drive CA or in zip code
    ord order tracking z card last four born yes no not next tuesday days ago from in week my name
    is J O H N tomorrow box p
""")
SIGNS = [
    "/",
    "-",
    ".",
    ",",
    "#",
    "+",
    "(",
    ")",
    "'",
    "$",
    "?",
    "👍",
    "٤",
    "①",
    "ⅷ",
    "1st",
    "32nd",
    "1/0",
]
texts = st.one_of(
    st.text(), st.lists(st.sampled_from([*WORDS, *SIGNS, "ORD-1", "CA"]), max_size=14).map(" ".join)
)


@given(texts)
@settings(max_examples=300)
def test_nothing_raises(text: str) -> None:
    for hear in HEARD:
        hear(text)


@pytest.mark.parametrize("text", ["x" * 20_000, "9" * 20_000, "one " * 5_000, "\0" * 1000])
def test_nothing_raises_on_a_flood(text: str) -> None:
    for hear in HEARD:
        hear(text)
