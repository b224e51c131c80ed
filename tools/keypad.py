"""What pressed keys mean, given what the caller was asked for (authentication.md)."""

from __future__ import annotations

from datetime import date

from domain.expectation import Expectation, ExpectedKind
from spoken.dates import birth_date
from spoken.keyed_names import NAME_KEYS, keyed_name
from spoken.phones import phone_number
from tools.private import Vault

PERSON = "0"
CHOICES = {"1": "yes", "2": "no"}
NO_CALLS = "9"
WANTS_NO_CALLS = "Don't call me again."
WANTS_A_PERSON = "I want to speak to a person."
NOT_UNDERSTOOD = "I pressed the wrong keys."
KEYED_NAME = "I keyed in my first name."
"""Letters that are no name we know: it was given, and the account has it."""


def words(keys: str, expecting: Expectation, vault: Vault, today: date) -> str:
    """The caller's turn that these keys make: a placeholder, a word, or plain digits."""
    if keys == PERSON:
        return WANTS_A_PERSON
    if is_choice(keys, expecting):
        return expecting.keys[int(keys) - 1]
    if expecting.kind == "name" and (name := _name(keys)):
        return name
    match expecting.private:
        case "phone_number" if number := phone_number(keys):
            return vault.keep("phone_number", number)
        case "date_of_birth" if born := birth_date(keys, today):
            return vault.keep("date_of_birth", born.isoformat())
        case "last_four" if len(keys) == 4:
            return vault.keep("last_four", keys)
    if expecting.kind == "yes_no" and keys in CHOICES:
        return CHOICES[keys]
    return keys if expecting.private is None else NOT_UNDERSTOOD


def is_choice(keys: str, expecting: Expectation) -> bool:
    """Whether these keys, and no more of them, choose one of what is offered."""
    return keys.isdigit() and len(keys) == 1 and 1 <= int(keys) <= len(expecting.keys)


def _name(keys: str) -> str | None:
    if name := keyed_name(keys):
        return f"My name is {name}."
    spelt = NAME_KEYS.fullmatch(keys) and phone_number(keys) is None
    return KEYED_NAME if spelt else None


def how(expecting: Expectation) -> str:
    """How to answer with the keypad what is being asked, in a sentence; empty where one cannot."""
    if expecting.keys:
        offered = (
            f"{number} for {words}" for number, words in zip(_ORDER, expecting.keys, strict=False)
        )
        return f"Press {', '.join(offered)}."
    return _HOW.get(expecting.kind, "")


_ORDER = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_HOW: dict[ExpectedKind, str] = {
    "name": "Spell your first name on the keypad, then press hash.",
    "phone": "Key in the number, then press hash.",
    "date": "Key in eight digits: month, day and year.",
    "digits": "Key in the digits, then press hash.",
    "yes_no": "Press one for yes, two for no.",
}
