"""The price in what somebody asks for: "a graphics card under nine hundred"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d[\d,]*(?:\.\d{1,2})?"
_CURRENCY = r"\s?(?:us\s)?(?:dollars?|bucks|usd)\b"
_PRICED = rf"(?:\$\s?(?P<d>{_NUMBER})|(?P<w>{_NUMBER}){_CURRENCY})"
# What else is counted: "under 300 watts" and "size under 10" are no prices.
_OTHER = (
    r"(?!\s?-?\s?(?:watts?|w|inch(?:es)?|feet|foot|ft|cm|mm|met(?:er|re)s?|m|pounds?|lbs?|kg|oz"
    r"|grams?|gb|tb|mb|gigs?|gigabytes?|terabytes?|g?hz|hertz|hours?|minutes?|days?|weeks?|months?"
    r"|years?|pages?|people|persons?|players?|pieces?|cores?|percent|stars?|lit(?:er|re)s?|quarts?"
    r"|cups?|megapixels?|mah|volts?|v)\b|[,.]?\d|\s?%)"
)
_AT_MOST = (
    r"under|below|beneath|less than|lower than|cheaper than|no more than|not more than|not over"
    r"|at most|up to|max(?:imum)?(?: of)?|within|budget(?: is| of)?|for less than"
)
_AT_LEAST = r"over|above|more than|at least|no less than|not under|min(?:imum)?(?: of)?|from"
_OR_LESS = r"or less|or under|or cheaper|max(?:imum)?|tops|at most|budget"
_AROUND = r"around|about|roughly|approximately|circa"
_SPREAD = Decimal("0.25")
"""How far from "around" a price may be, as a part of it."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What is left to look for, and the prices that were said, in USD."""

    words: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None


def priced(text: str) -> Priced:
    """Takes the price out of a sentence whose numbers are in digits."""
    for pattern, kind in _PATTERNS:
        found = pattern.search(text)
        if found is None:
            continue
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        said = found.groupdict()
        first = _usd(said, "a")
        if kind == "between":
            low, high = sorted((first, _usd(said, "b")))
            return Priced(rest, low, high)
        if kind == "around":
            return Priced(rest, first * (1 - _SPREAD), first * (1 + _SPREAD))
        if kind == "at_most":
            return Priced(rest, None, first)
        return Priced(rest, first, None)
    return Priced(text)


def _usd(said: dict[str, str | None], name: str) -> Decimal:
    number = said.get(name) or said.get("d") or said.get("w") or "0"
    amount = Decimal(number.replace(",", ""))
    return amount * 1_000 if said.get(f"{name}_k") else amount


def _amount(name: str) -> str:
    return rf"\$?\s?(?P<{name}>{_NUMBER})(?P<{name}_k>\s?k\b)?(?:{_CURRENCY})?"


_ONE, _ANOTHER = _amount("a"), _amount("b")
_PATTERNS = (
    (re.compile(rf"\bbetween {_ONE} (?:and|to) {_ANOTHER}{_OTHER}"), "between"),
    (re.compile(rf"\bfrom {_ONE} (?:to|up to) {_ANOTHER}{_OTHER}"), "between"),
    (re.compile(rf"{_ONE} (?:{_OR_LESS})\b"), "at_most"),
    (re.compile(rf"{_ONE} (?:or more|or over|and up|at least)\b"), "at_least"),
    (re.compile(rf"\b(?:{_AROUND}) {_ONE}{_OTHER}"), "around"),
    (re.compile(rf"\b(?:{_AT_MOST}) (?:about )?{_ONE}{_OTHER}"), "at_most"),
    (re.compile(rf"\b(?:{_AT_LEAST}) (?:about )?{_ONE}{_OTHER}"), "at_least"),
    (re.compile(rf"\bfor (?:about )?{_PRICED}"), "at_most"),
    (re.compile(_PRICED), "around"),
)
