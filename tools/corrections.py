"""What a caller takes back: a value by its end alone ("it ends in eight"), or a whole detail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.expectation import PrivateKind
from spoken import numbers

_ENDING = re.compile(
    r"\b(?:ends?|ending|finish(?:es)?)\s+(?:is\s+)?(?:in|with|on)\s+(?P<end>[a-z0-9 ,-]+)",
    re.IGNORECASE,
)
_SPEAKS_OF: tuple[tuple[PrivateKind, re.Pattern[str]], ...] = (
    ("last_four", re.compile(r"\b(?:card|credit|debit|social|ssn|last four)\b", re.IGNORECASE)),
    ("phone_number", re.compile(r"\b(?:phone|mobile|cell|telephone)\b", re.IGNORECASE)),
)
_MOST_DIGITS = 4
_TAKES_BACK = re.compile(
    r"\b(?:wrong|incorrect|mistaken?|error|misspoke|mixed up|messed up|not right|isn't right|"
    r"correct|fix|change|redo|go back to|old one)\b",
    re.IGNORECASE,
)
_DETAILS: tuple[tuple[PrivateKind, re.Pattern[str]], ...] = (
    ("date_of_birth", re.compile(r"\b(?:birth ?days?|birth ?date|of birth|born)\b", re.IGNORECASE)),
    ("last_four", re.compile(r"\b(?:card|social|ssn|last four|four digits)\b", re.IGNORECASE)),
    ("phone_number", re.compile(r"\b(?:phone|mobile|cell|number)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """The corrected value of a kind, and the words that gave its end."""

    kind: PrivateKind
    value: str
    start: int
    stop: int


def corrected_end(
    text: str, expecting: PrivateKind | None, known: Mapping[PrivateKind, str]
) -> Correction | None:
    """What a caller corrects who only says how a number ends; None where they do not.

    Args:
        text: what was said.
        expecting: the kind that the open step is about.
        known: the values heard so far; only one of these can be corrected.
    """
    match = _ENDING.search(text)
    end = numbers.digits(match["end"]) if match else ""
    if match is None or not 0 < len(end) <= _MOST_DIGITS:
        return None
    kind = next((kind for kind, words in _SPEAKS_OF if words.search(text)), None)
    if kind is None:
        kind = "last_four" if expecting == "last_four" and "last_four" in known else "phone_number"
    value = known.get(kind)
    if value is None or len(end) >= len(value) + (kind == "last_four"):
        return None
    return Correction(kind, value[: len(value) - len(end)] + end, *match.span())


def taken_back(text: str) -> PrivateKind | None:
    """The detail that a caller wants to give again: "I said the wrong birthday"; None without."""
    if _TAKES_BACK.search(text) is None:
        return None
    return next((kind for kind, words in _DETAILS if words.search(text)), None)
