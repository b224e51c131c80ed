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

_FILLERS = frozenset({"and", "uh", "um", "er", "dash", "hyphen", "then", "slash"})
_REPEATED = re.compile(r"\b(double|triple) (\w+)")

_NOISE = re.compile(
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d:\d\d(?:\.\d{6})?(?:\+00:00|z)?"  # instants
    r"|datetime\.datetime\([^)]*\)"
    r"|\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b"  # hashes, identifiers, places
    r"|\b[a-z]+_[0-9a-f]{12}\b"  # of items and calls
    # Random references; in a database file the next value stands right beside one.
    r"|(?:del|dsp|sec|frd|note-)\d{8}|(?:ret|cb|msg|tck|bq|apt)-\d{6}"
    r"|\b\d+\.\d{3,}(?:e-?\d+)?\b"  # measured times
)


@dataclass(frozen=True)
class _Part:
    digits: str
    tens: bool
    scale: int


def leaks(text: str, *people: Person) -> list[str]:
    """The private values of these people that can be read from the text, each named."""
    plain = _REPEATED.sub(_written_out, _NOISE.sub(" ", text.lower().replace("\\u00a0", " ")))
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


def _written_out(match: re.Match[str]) -> str:
    return " ".join([match[2]] * (2 if match[1] == "double" else 3))


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
        if parts and (part is None or not joined) and not (token in _FILLERS and joined):
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
    """Each way to read a run: "two thousand one five" is 2001 5, 2000 15, or 2 1 5."""
    if not parts:
        return []
    plain = [part for part in parts if not part.scale]
    return list({_read(plain, more=False), _read(parts, more=True), _read(parts, more=False)})


def _read(parts: list[_Part], *, more: bool) -> str:
    """The digits of a run; "more" adds what follows a hundred or a thousand to it."""
    digits, at = "", 0
    while at < len(parts):
        value, at = _tens(parts, at)
        if at < len(parts) and parts[at].scale:
            total = int(value or "1") * parts[at].scale
            at += 1
            if more and at + 1 < len(parts) and parts[at + 1].scale == 100:
                total += int(parts[at].digits or "1") * 100
                at += 2
            if more and at < len(parts) and not parts[at].scale:
                rest, at = _tens(parts, at)
                total += int(rest)
            value = str(total)
        digits += value
    return digits


def _tens(parts: list[_Part], at: int) -> tuple[str, int]:
    """The number at a place, "eighty two" being one; and the place after it."""
    part, after = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    if part.tens and after is not None and len(after.digits) == 1 and after.digits != "0":
        return part.digits[:-1] + after.digits, at + 2
    return part.digits, at + 1


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
