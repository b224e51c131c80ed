"""Lengths heard, as people give the size of a room: feet and inches, metres, or bare numbers."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from spoken.numbers import figures

_UNITS: Final = {
    "feet": Decimal(1),
    "foot": Decimal(1),
    "ft": Decimal(1),
    "'": Decimal(1),
    "inches": Decimal(1) / 12,
    "inch": Decimal(1) / 12,
    '"': Decimal(1) / 12,
    "meters": Decimal("3.280840"),
    "meter": Decimal("3.280840"),
    "metres": Decimal("3.280840"),
    "metre": Decimal("3.280840"),
    "m": Decimal("3.280840"),
    "centimeters": Decimal("0.0328084"),
    "centimetres": Decimal("0.0328084"),
    "cm": Decimal("0.0328084"),
    "yards": Decimal(3),
    "yard": Decimal(3),
}
"""How many feet one of each is."""
_SMALLER: Final = {"feet": "inches", "foot": "inches", "ft": "inches", "'": "inches"}
_METRIC: Final = "cm"
_PARTS: Final = frozenset({"inches", "inch", '"', "cm", "centimeters", "centimetres"})
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_LARGE: Final = "|".join(unit for unit in _UNIT.split("|") if unit not in _PARTS)
_LENGTH: Final = re.compile(
    r"(?<![\w.])(?P<value>\d{1,5}(?!\d)(?:(?:\.| point )\d{1,6})?)(?P<half>(?: and)? (?:a )?half)?"
    rf"(?:[ -]?(?P<unit>{_UNIT})(?![a-z])(?P<tail> and a half)?"
    rf"(?:,? ?(?:and )?(?P<more>\d{{1,3}})(?![\d.]| ?(?:{_LARGE})(?![a-z]))"
    r"(?: ?(?:inches|inch|in\b|\"|cm\b|centimet(?:er|re)s))?)?\.?)?",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"^,?(?: (?:long|wide|deep),?)? ?(?:by|x|times|×)(?: about)? ?$", re.IGNORECASE
)
_STRAIGHT: Final = str.maketrans("’′″”×", "''\"\"x")
_PLACES: Final = Decimal("0.01")


def floor(text: str) -> tuple[Decimal, Decimal] | None:
    """Return length and width in feet of "ten by twelve" or "3 x 4 metres"; None without a pair.

    A number without a unit has that of the other one; feet, where neither has one.
    """
    return _pair(_plain(text))


def lengths(text: str) -> list[Decimal]:
    """Return every length in feet: the two of a pair, else each that has a unit."""
    plain = _plain(text)
    pair = _pair(plain)
    return [*pair] if pair else [_feet(m) for m in _LENGTH.finditer(plain) if m["unit"]]


def feet(text: str) -> Decimal | None:
    """Return the first length in feet; a bare number is feet. None if there is none."""
    found = _LENGTH.search(_plain(text))
    return _feet(found) if found else None


def without_lengths(text: str) -> str:
    """Return the text without the size of a room: what is left names the thing that is to fit."""
    plain = _plain(text)
    found = list(_LENGTH.finditer(plain))
    paired = {
        one
        for pair in pairwise(found)
        if _BY.match(plain[pair[0].end() : pair[1].start()])
        for one in pair
    }
    cut = [match for match in found if match in paired or match["unit"]]
    if not cut:
        return text
    ends = [0, *(match.end() for match in cut)]
    starts = [*(match.start() for match in cut), len(plain)]
    kept = " ".join(plain[end:start] for end, start in zip(ends, starts, strict=True))
    return re.sub(r"\b(?:by|x|times)\b", " ", kept)


def _pair(plain: str) -> tuple[Decimal, Decimal] | None:
    for one, other in pairwise(_LENGTH.finditer(plain)):
        if _BY.match(plain[one.end() : other.start()]):
            return _feet(one, other["unit"]), _feet(other, one["unit"])
    return None


def _plain(text: str) -> str:
    straight = text.translate(_STRAIGHT)
    return re.sub(r"(?<=\d)x(?=\d)", " x ", figures(straight.replace("''", '"')))


def _feet(match: re.Match[str], otherwise: str | None = None) -> Decimal:
    value = Decimal(re.sub(r" point |,", ".", match["value"]))
    if match["half"] or match["tail"]:
        value += Decimal("0.5")
    unit = (match["unit"] or otherwise or "feet").lower()
    found = value * _UNITS[unit]
    if match["more"]:
        found += int(match["more"]) * _UNITS[_SMALLER.get(unit, _METRIC)]
    return found.quantize(_PLACES)
