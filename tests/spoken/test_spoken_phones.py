"""Phone numbers of any country, in any spelling, become E.164."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken import say
from spoken.phones import last_two, phone_number
from tests.spoken.said_forms import Spelling, phones, spellings


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("(415) 555-0100", "+14155550100"),
        ("+1 415-555-0100", "+14155550100"),
        ("four one five five five five oh one oh oh", "+14155550100"),
        ("I have 2 of them, use 415.555.0100 thanks", "+14155550100"),
        ("my area code is 415 and the rest is 5550100", "+14155550100"),
        ("no, 415 555 0100, sorry, 415 555 0101", "+14155550101"),
        ("+49 30 901820", "+4930901820"),
        ("00 49 30 901820", "+4930901820"),
        ("plus four nine thirty nine oh one eight two oh", "+493901820"),
        ("+44 (0)20 7946 0018", "+442079460018"),
        ("911", None),
        ("0155550100", None),
        ("hello", None),
        ("9" * 200, None),
    ],
)
def test_numbers_as_people_give_them(said: str, meant: str | None) -> None:
    assert phone_number(said) == meant


def test_region_is_the_country_of_a_bare_number() -> None:
    assert phone_number("030 901820", region="DE") == "+4930901820"


def test_last_two() -> None:
    assert last_two("+14155550100") == "00"


@given(phones, spellings)
def test_every_spelling_is_heard(number: str, spelling: Spelling) -> None:
    assert phone_number(f"it's {spelling(number)}") == f"+1{number}"


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
def test_numbers_of_every_country_are_heard_as_said(region: str) -> None:
    example = phonenumbers.example_number(region)
    if example is not None:
        e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        assert phone_number(e164) == phone_number(say.phone(e164)) == e164
