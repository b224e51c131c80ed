"""Finds private values in any spelling: an independent reader, so that it shares no mistakes.

It knows nothing of `spoken/`: digits, words and months are read by tables of its own, whatever
stands between them, and each value is looked for in what comes out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.privacy.rare import Person

_ONES = "zero|one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINALS = (
    "zeroth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"


def _values(words: str, first: int, step: int = 1) -> dict[str, str]:
    return {word: str(first + at * step) for at, word in enumerate(words.split("|"))}


_DIGITS = (
    _values(_ONES, 0)
    | _values(_TEENS, 10)
    | _values(_TENS, 20, 10)
    | _values(_ORDINALS, 0)
    | {"oh": "0", "o": "0", "twentieth": "20", "thirtieth": "30"}
)
_MONTH = {
    spelling: number
    for number, name in enumerate(_MONTHS.split("|"), 1)
    for spelling in (name, name[:3], name[:4])
}
_SCALES = {"hundred": 100, "thousand": 1000}
_BETWEEN = re.compile(r"[\s\-.,()/_+]{0,4}")
_TOKEN = re.compile(r"[a-z]+|\d+")

_NOISE = re.compile(
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|z)?"  # instants
    r"|\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b"  # hashes, identifiers, places
    r"|\b[a-z]+_[0-9a-f]{12}\b|\b[a-z]{2,4}-\d{8}\b"  # ids of items, tickets and cases
    r"|\b\d+\.\d{3,}\b"  # measured times
)


@dataclass(frozen=True)
class _Part:
    digits: str
    tens: bool
    scale: int


def leaks(text: str, *people: Person) -> list[str]:
    """The private values of these people that can be read from the text, each named."""
    plain = _NOISE.sub(" ", text.lower().replace("\\u00a0", " "))
    packed = re.sub(r"[^a-z]", "", plain)
    rows = _rows(plain)
    found: list[str] = []
    for person in people:
        found += [f"word {word}" for word in person.words if word in packed]
        found += [
            f"{name} {digits}"
            for name, digits in _numbers(person)
            if any(digits in row for row in rows)
        ]
        if _has_birthday(plain, person):
            found.append("birthday")
    return found


def _numbers(person: Person) -> list[tuple[str, str]]:
    numbers = [("phone", person.phone[-7:]), ("phone's end", person.phone[-4:])]
    numbers += [("last four", four) for four in person.fours]
    numbers += [("house", person.house), ("postal code", person.postal_code)]
    if (born := person.born) is not None:
        short = f"{born.month}{born.day}{born:%Y}"
        forms = [born.strftime(form) for form in ("%Y%m%d", "%m%d%Y", "%d%m%Y")]
        numbers += [("date of birth", form) for form in (*forms, short, short[:-4] + short[-2:])]
    return [(name, digits) for name, digits in numbers if digits]


def _rows(text: str) -> list[str]:
    """Every run of numbers as digits, read in each way that it may be meant."""
    rows: list[str] = []
    parts: list[_Part] = []
    end = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        joined = _BETWEEN.fullmatch(text, end, match.start()) is not None
        part = _part(token)
        if parts and (part is None or not joined) and not (token == "and" and joined):
            rows += _readings(parts)
            parts = []
        if part is not None:
            parts.append(part)
        end = match.end()
    return rows + _readings(parts)


def _part(token: str) -> _Part | None:
    if token.isdigit():
        return _Part(token, tens=False, scale=0)
    if token in _SCALES:
        return _Part("", tens=False, scale=_SCALES[token])
    digits = _DIGITS.get(token)
    if digits is None:
        return None
    return _Part(digits, tens=digits in {str(n) for n in range(20, 100, 10)}, scale=0)


def _readings(parts: list[_Part]) -> list[str]:
    """As said, "eighty two" being 82; and as one number where hundreds are said."""
    if not parts:
        return []
    merged = ""
    held = False
    for part in parts:
        if held and len(part.digits) == 1 and part.digits != "0":
            merged = merged[:-1] + part.digits
        else:
            merged += part.digits
        held = part.tens
    if not any(part.scale for part in parts):
        return [merged]
    total, current = 0, 0
    for part in parts:
        if part.scale == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif part.scale:
            current = max(current, 1) * part.scale
        else:
            current += int(part.digits)
    return [merged, str(total + current)]


def _has_birthday(text: str, person: Person) -> bool:
    """The month's name beside the day, or the year in full."""
    if person.born is None:
        return False
    day, month = person.born.day, person.born.month
    year = str(person.born.year)
    for match in re.finditer(r"[a-z]+", text):
        if _MONTH.get(match[0]) != month:
            continue
        near = _rows(text[max(0, match.start() - 40) : match.end() + 40])
        if any(row.startswith(str(day)) or row.endswith(str(day)) or year in row for row in near):
            return True
    return False
