"""Phone numbers heard, in any spelling and of any country."""

import re
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumber, ValidationResult

from spoken.numbers import heard
from spoken.runs import Run, runs
from spoken.words import plain, tokens

_PLUS_BEFORE: Final = re.compile(r"(?:[+＋]|\bplus)\W{0,3}$", re.IGNORECASE)
_MAX_DIGITS: Final = 19
_CODE_OF_NORTH_AMERICA: Final = 1
# No area code or exchange of North America begins with 0 or 1; fictional 555-01xx numbers pass.
_NORTH_AMERICAN: Final = re.compile(r"[2-9]\d{2}[2-9]\d{6}")


def phone_number(text: str, region: str = "US") -> str | None:
    """Return the phone number in the text in E.164, or None when there is no possible one.

    `region` is the ISO 3166 country of numbers said without a country code. After a correction
    ("no, it is…") the last number counts.
    """
    source = plain(text)
    said = tokens(source)
    rows = runs(source, said, heard(source, said))
    for row in reversed(rows):
        number = of_run(source, row, region)
        if number is not None:
            return number
    if len(rows) > 1:
        whole = Run(tuple(number for row in rows for number in row.numbers))
        return of_run(source, whole, region)
    return None


def of_run(source: str, row: Run, region: str) -> str | None:
    """Return the phone number that one row of numbers makes, in E.164, or None."""
    said = row.digits
    if len(said) > _MAX_DIGITS:
        return None
    if _PLUS_BEFORE.search(source, max(0, row.start - 12), row.start):
        return _possible("+" + said, None)
    national = _possible(said, region)
    if national is None and said.startswith(("00", "011")):
        return _possible("+" + said.removeprefix("011").removeprefix("00"), None)
    return national


def last_two(e164: str) -> str:
    """Return the last two digits of a number, which may be said to another agent."""
    return e164[-2:]


def _possible(written: str, region: str | None) -> str | None:
    try:
        number: PhoneNumber = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    national = phonenumbers.national_significant_number(number)
    if number.country_code == _CODE_OF_NORTH_AMERICA and not _NORTH_AMERICAN.fullmatch(national):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
