"""Private values are masked in any spelling; what the conversation needs stays readable."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from spoken import say
from spoken.addresses import PostalAddress
from spoken.calendar import MONTHS
from spoken.numbers import digits
from spoken.private import Kind, find_private, mask
from tests.spoken.said_forms import Spelling, digit_rows, paired, phones, spellings, worded

TODAY = date(2025, 11, 21)
PLACEHOLDER = re.compile(r"<[a-z_]+>")
KINDS: tuple[Kind | None, ...] = (
    None,
    "phone_number",
    "date_of_birth",
    "last_four",
    "address",
    "card_number",
    "ssn",
)
kinds = st.sampled_from(KINDS)


def left(text: str, expecting: Kind | None = None) -> str:
    return PLACEHOLDER.sub("", mask(text, expecting, TODAY).text)


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("call (415) 555-0100 about ORD-12345", "call <phone_number> about ORD-12345"),
        ("it's +49 30 901820", "it's <phone_number>"),
        ("four one five five five five oh one oh oh", "<phone_number>"),
        ("I was born March 15th 1985", "I was born <date_of_birth>"),
        ("born 3/15/85", "born <date_of_birth>"),
        ("my birthday is march fifteenth", "my birthday is <date_of_birth>"),
        ("my ssn is 123-45-6789", "my ssn is <ssn>"),
        ("card 4242 4242 4242 4242", "card <card_number>"),
        ("the card ending in 4242", "the card ending in <last_four>"),
        ("my social is one two three four", "my social is <last_four>"),
        ("the last four of my card are 4242", "the last four of my card are <last_four>"),
        ("4242 is my last four", "<last_four> is my last four"),
        ("I live at 12 Oak Avenue, Portland, OR 97201", "I live at <address>"),
        ("one hundred market street san francisco california nine four one oh five", "<address>"),
        ("my zip code is 94105", "my <address>"),
        ("PO Box 123, Austin, TX 78701", "<address>"),
        (
            "John, (415) 555-0100, March 15 1985, last four 1234, 5 Harbor Road, Boston, MA 02110",
            "John, <phone_number>, <date_of_birth>, last four <last_four>, <address>",
        ),
        ("4️⃣1️⃣5️⃣5️⃣5️⃣5️⃣0️⃣1️⃣0️⃣0️⃣!", "<phone_number>️⃣!"),
    ],
)
def test_private_values_unasked(said: str, masked: str) -> None:
    assert mask(said, None, TODAY).text == masked


@pytest.mark.parametrize(
    "said",
    [
        "where is ORD-12345",
        "order one two three four five",
        "order 12345 and 67890",
        "tracking 1Z9E49370398230776",
        "one z nine e four nine three seven oh three nine eight two three oh seven seven six",
        "RTX 4090 costs 1,599.99",
        "compare RTX 4090, 4080 and 3070",
        "i9-14900K with a 750 watt supply and DDR5 6000 32 GB",
        "size 10 and a 2 TB hard drive",
        "HOME003 fits a room of ten by ten feet",
        "I was charged 1599 dollars on December 3rd",
        "delivered on March 15, 2025",
        "my graphics card 4090 is bad",
        "gift card GC-1001",
        "case DEL12345678",
        "ISBN 9780306406157",
        "two drive bays, by the way",
        "may I have one of the other ones",
    ],
)
def test_what_a_conversation_needs_stays(said: str) -> None:
    assert mask(said, None, TODAY).text == said


@pytest.mark.parametrize(
    ("said", "expecting", "masked"),
    [
        ("March", "date_of_birth", "<date_of_birth>"),
        ("it's the fifteenth", "date_of_birth", "it's the <date_of_birth>"),
        ("nineteen eighty five", "date_of_birth", "<date_of_birth>"),
        ("February 30th 1985", "date_of_birth", "<date_of_birth>"),
        ("may I ask why", "date_of_birth", "may I ask why"),
        ("give me a second", "date_of_birth", "give me a second"),
        ("where is order 12345", "date_of_birth", "where is order 12345"),
        ("four one five", "phone_number", "<phone_number>"),
        ("it's 42", "last_four", "it's <last_four>"),
        ("ORD-12345", "last_four", "ORD-12345"),
        ("the other one", "phone_number", "the other one"),
        ("San Francisco", "address", "<address>"),
        ("it's 5 harbor road boston", "address", "it's <address>"),
        ("yes that's right", "address", "yes that's right"),
        ("where is my order", "address", "where is my order"),
    ],
)
def test_pieces_of_what_was_asked_for(said: str, expecting: Kind, masked: str) -> None:
    assert mask(said, expecting, TODAY).text == masked


@pytest.mark.parametrize(
    ("said", "expecting", "values"),
    [
        ("it's 415 555 0100", "phone_number", {"phone_number": "+14155550100"}),
        ("march 15 85", "date_of_birth", {"date_of_birth": "1985-03-15"}),
        ("march 15", "date_of_birth", {"date_of_birth": "march 15"}),
        ("1235, no, 1234", "last_four", {"last_four": "1234"}),
        ("my ssn is 123 45 6789", None, {"ssn": "123456789"}),
        ("12 oak street", "address", {"address": "12 oak street"}),
        ("hello", "address", {}),
    ],
)
def test_values(said: str, expecting: Kind | None, values: dict[Kind, str]) -> None:
    assert mask(said, expecting, TODAY).values == values


openings = st.sampled_from(["", "it's ", "my number is ", "sure, ", "ok so uh ", "no wait, it is "])
closings = st.sampled_from(
    ["", " thanks", ".", ", please help me", " and where is my parcel?", "!"]
)


@given(openings, phones, spellings, closings, kinds)
def test_no_phone_number_is_left(
    opening: str, number: str, spelling: Spelling, closing: str, expecting: Kind | None
) -> None:
    assert digits(left(f"{opening}{spelling(number)}{closing}", expecting)) == ""


@given(openings, phones, spellings, st.integers(1, 9), closings)
def test_no_piece_of_an_awaited_phone_number_is_left(
    opening: str, number: str, spelling: Spelling, cut: int, closing: str
) -> None:
    for piece in (number[:cut], number[cut:]):
        assert digits(left(f"{opening}{spelling(piece)}{closing}", "phone_number")) == ""


@given(openings, digit_rows(9), spellings, closings)
def test_no_social_security_number_is_left(
    opening: str, number: str, spelling: Spelling, closing: str
) -> None:
    assert digits(left(f"{opening}{spelling(number)}{closing}")) == ""


@given(openings, st.integers(13, 19).flatmap(digit_rows), spellings, closings, kinds)
def test_no_card_number_is_left(
    opening: str, number: str, spelling: Spelling, closing: str, expecting: Kind | None
) -> None:
    remains = digits(left(f"{opening}{spelling(number)}{closing}", expecting))
    assert len(remains) < 4


@given(
    st.sampled_from(["", "my last four is ", "card ending in ", "the last four of my social are "]),
    digit_rows(4),
    spellings,
    closings,
)
def test_no_last_four_are_left(opening: str, number: str, spelling: Spelling, closing: str) -> None:
    text = f"{opening}{spelling(number)}{closing}"
    assert digits(left(text, None if opening else "last_four")) == ""


def _day_in_words(born: date) -> str:
    return str(num2words(born.day, to="ordinal"))


BIRTHS: tuple[Callable[[date], str], ...] = (
    say.date_words,
    str,
    lambda d: d.strftime("%m/%d/%Y"),
    lambda d: d.strftime("%m-%d-%y"),
    lambda d: d.strftime("%m%d%Y"),
    lambda d: f"{MONTHS[d.month - 1][:3]} {d.day} {d.year}",
    lambda d: f"the {_day_in_words(d)} of {MONTHS[d.month - 1].upper()} in {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {paired(str(d.day))} {paired(str(d.year))}",
    lambda d: f"{MONTHS[d.month - 1]} the {d.day}th, {worded(str(d.year))}",
)
births = st.dates(date(1910, 1, 1), date(2010, 1, 1))
NUMERIC_WORDS = re.compile(
    r"\d|" + "|".join(rf"\b{month}" for month in MONTHS) + r"|teen|ty\b|\w+th\b|first|thousand",
    re.IGNORECASE,
)


@given(births, st.sampled_from(BIRTHS), st.sampled_from(["", "it's ", "I was born on "]))
def test_no_date_of_birth_is_left(born: date, said: Callable[[date], str], opening: str) -> None:
    for expecting in (None, "date_of_birth"):
        assert NUMERIC_WORDS.search(left(opening + said(born), expecting)) is None


@given(births, st.sampled_from(BIRTHS), st.data())
def test_no_piece_of_an_awaited_date_of_birth_is_left(
    born: date, said: Callable[[date], str], data: st.DataObject
) -> None:
    words = said(born).split()
    cut = data.draw(st.integers(0, len(words)))
    for piece in (words[:cut], words[cut:]):
        assert NUMERIC_WORDS.search(left(" ".join(piece), "date_of_birth")) is None


@given(
    st.integers(1, 9999),
    st.sampled_from(["Zyxwv", "Quixotic Hollow"]),
    st.sampled_from(["Street", "Avenue", "Lane", "Drive", "Rd", "Court"]),
    st.sampled_from([str, say.address, str.lower, lambda a: say.address(a).lower()]),
    st.sampled_from([None, "address"]),
)
def test_no_address_is_left(
    house: int, street: str, word: str, said: Callable[[object], str], expecting: Kind | None
) -> None:
    place = PostalAddress(f"{house} {street} {word}", "Sacramento", "CA", "94203")
    text = said(str(place)) if said in {str, str.lower} else said(place)
    remains = left(f"send it to {text}", expecting).lower()
    assert digits(remains) == ""
    assert not set(street.lower().split()) & set(re.findall(r"\w+", remains))


@given(st.text(), kinds)
def test_spans_are_in_order_and_inside_the_text(text: str, expecting: Kind | None) -> None:
    position = 0
    for span in find_private(text, expecting, TODAY):
        assert position <= span.start < span.end <= len(text)
        position = span.end


@given(st.text(), kinds)
def test_masking_twice_changes_nothing(text: str, expecting: Kind | None) -> None:
    once = mask(text, expecting, TODAY).text
    assert mask(once, expecting, TODAY).text == once


@pytest.mark.parametrize(
    "unit", ["one ", "1/", "415 555 0100 ", "march 1 ", "zip ", "1 z ", "12 oak ", "😀", "card 4 "]
)
@pytest.mark.parametrize("expecting", [None, "date_of_birth"])
def test_long_texts_take_time_in_proportion(unit: str, expecting: Kind | None) -> None:
    """The suite's timeout is the proof: what is not linear takes minutes here."""
    mask(unit * (100_000 // len(unit)), expecting, TODAY)
