"""Values as a voice says them: plain words, without figures, symbols or markdown.

What is said here is heard again by the other modules of this room.
"""

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import phonenumbers
from num2words import num2words

from spoken.addresses import PostalAddress
from spoken.calendar import MONTHS, WEEKDAYS
from spoken.states import STATES

_DIGITS: Final = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_GROUP: Final = 3
_REFERENCES: Final = {
    "ORD": "order",
    "RET": "return",
    "EXC": "exchange",
    "DEL": "case",
    "GC": "gift card",
    "CUST": "customer",
    "TKT": "ticket",
}
_EIGHTHS: Final = {
    1: "one eighth",
    2: "a quarter",
    3: "three eighths",
    4: "a half",
    5: "five eighths",
    6: "three quarters",
    7: "seven eighths",
}
_SAME_YEAR_DAYS: Final = 180


def number(value: int | Decimal) -> str:
    """Return a quantity in words: "seventy-nine and one eighth", "two point five"."""
    whole = int(value)
    part = abs(Decimal(value) - whole)
    eighths = part * 8
    if not part:
        return _cardinal(whole)
    if whole >= 1 and eighths == eighths.to_integral_value():
        return f"{_cardinal(whole)} and {_EIGHTHS[int(eighths)]}"
    decimals = f"{part:f}".partition(".")[2]
    sign = "minus " if value < 0 else ""
    return f"{sign}{_cardinal(abs(whole))} point {_one_by_one(decimals)}"


def money(amount: Decimal) -> str:
    """Return an amount of dollars: "two hundred forty-nine dollars and ninety-nine cents"."""
    rounded = abs(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    dollars, cents = divmod(int(rounded * 100), 100)
    said = []
    if dollars or not cents:
        said.append(count(dollars, "dollar") if dollars else "zero dollars")
    if cents:
        said.append(count(cents, "cent"))
    return ("minus " if amount < 0 and rounded else "") + " and ".join(said)


def day(when: date, today: date) -> str:
    """Return a day: "today", "tomorrow", "on Tuesday, March third", or a far one with its year."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((when - today).days)
    if near is not None:
        return near
    if abs((when - today).days) > _SAME_YEAR_DAYS:
        return f"on {date_words(when)}"
    return f"on {WEEKDAYS[when.weekday()]}, {_day_of_year(when)}"


def clock(at: time) -> str:
    """Return a time of day: "nine in the morning", "half past two in the afternoon", "noon"."""
    if at == time(12):
        return "noon"
    hour = _cardinal((at.hour - 1) % 12 + 1)
    shown = {0: hour, 15: f"a quarter past {hour}", 30: f"half past {hour}"}.get(
        at.minute, f"{hour} {'oh ' if at.minute < 10 else ''}{_cardinal(at.minute)}"
    )
    part = "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening"
    return f"{shown} in the {part}"


def date_words(when: date) -> str:
    """Return a date with its year: "March fifteenth, nineteen eighty-five"."""
    return f"{_day_of_year(when)}, {year(when.year)}"


def digits(text: str) -> str:
    """Return the digits of a text one by one in groups: "four one five, five five five, oh one"."""
    only = re.sub(r"\D", "", text)
    if only == "0":
        return "zero"
    groups, rest = [], only
    while len(rest) > _GROUP + 2:
        groups.append(rest[:_GROUP])
        rest = rest[_GROUP:]
    return ", ".join(_one_by_one(group) for group in [*groups, rest] if group)


def phone(e164: str) -> str:
    """Return a phone number digit by digit, with its country code unless it is North American."""
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return digits(e164)
    national = phonenumbers.national_significant_number(parsed)
    if parsed.country_code == 1:
        return digits(national)
    return f"plus {_one_by_one(str(parsed.country_code))}, {digits(national)}"


def reference(written: str) -> str:
    """Return a reference as people say it: "ORD-12345" is "order one two three four five"."""
    match = re.fullmatch(r"([A-Za-z]+)[-_ ]?(\d+)", written.strip())
    if match is None:
        return " ".join(
            _DIGITS[int(char)] if char.isdecimal() else char.upper()
            for char in written
            if char.isalnum()
        )
    prefix = match[1].upper()
    name = _REFERENCES.get(prefix) or (prefix.lower() if len(prefix) > _GROUP else " ".join(prefix))
    return f"{name} {_one_by_one(match[2])}"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things: "no items", "one item", "twelve items"."""
    if n == 1:
        return f"one {noun}"
    return f"{_cardinal(n) if n else 'no'} {plural or noun + 's'}"


def days(n: int) -> str:
    """Return a number of days: "one day", "two days"."""
    return count(n, "day") if n else "less than a day"


def listing(things: Sequence[str], link: str = "and") -> str:
    """Return things one after another: "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {link} {things[-1]}"


def address(place: PostalAddress) -> str:
    """Return an address: "one hundred Market Street, San Francisco, California, nine four one…"."""
    house, _, street = place.street.partition(" ")
    named = f"{_house(house)} {street}" if house.isdecimal() else place.street
    spoken_street = re.sub(
        r"(?<!\w)(#?)(\d+)(?!\w)",
        lambda found: ("number " if found[1] else "") + _one_by_one(found[2]),
        named,
    )
    state = STATES.get(place.state.upper(), place.state)
    return f"{spoken_street}, {place.city}, {state}, {_one_by_one(place.postal_code)}"


def _one_by_one(figures: str) -> str:
    return " ".join(_DIGITS[int(char)] for char in figures if char.isdecimal())


def _cardinal(n: int) -> str:
    return str(num2words(n)).replace(" and ", " ").replace(",", "")


def _day_of_year(when: date) -> str:
    return f"{MONTHS[when.month - 1]} {num2words(when.day, to='ordinal')}"


def year(year: int) -> str:
    """Return a year: "nineteen eighty-five", "two thousand four"."""
    century, rest = divmod(year, 100)
    if century % 10 == 0 and rest < 10:
        return _cardinal(year)
    if not rest:
        return f"{_cardinal(century)} hundred"
    return f"{_cardinal(century)} {'oh ' if rest < 10 else ''}{_cardinal(rest)}"


def _house(figures: str) -> str:
    """Return a house number as it is said: "one hundred", "twelve thirty-four"."""
    if figures.startswith("0") or len(figures) > 4:
        return _one_by_one(figures)
    n = int(figures)
    hundreds, rest = divmod(n, 100)
    if n < 100 or not rest:
        return _cardinal(n)
    return f"{_cardinal(hundreds)} {'oh ' if rest < 10 else ''}{_cardinal(rest)}"
