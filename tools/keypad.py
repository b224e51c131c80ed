"""What pressed keys mean, given what the caller was asked for (authentication.md)."""

from __future__ import annotations

from datetime import date

from domain.expectation import Expectation
from spoken.dates import birth_date
from spoken.phones import phone_number
from tools.private import Vault

PERSON = "0"
CHOICES = {"1": "yes", "2": "no"}
NO_CALLS = "9"
WANTS_NO_CALLS = "Don't call me again."
WANTS_A_PERSON = "I want to speak to a person."
NOT_UNDERSTOOD = "I pressed the wrong keys."


def words(keys: str, expecting: Expectation, vault: Vault, today: date) -> str:
    """The caller's turn that these keys make: a placeholder, a word, or plain digits."""
    if keys == PERSON:
        return WANTS_A_PERSON
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
