"""Figures of products as a voice says them: inches, feet, minutes, sizes and other options."""

from __future__ import annotations

import re
from decimal import Decimal

from spoken import say

SIZES: dict[str, str] = {
    "XXS": "extra extra small",
    "XS": "extra small",
    "S": "small",
    "M": "medium",
    "L": "large",
    "XL": "extra large",
    "XXL": "extra extra large",
}
_UNITS: dict[str, str] = {
    "x": "by", "ft": "feet", "in": "inches", "lb": "pounds", "gb": "gigabytes", "tb": "terabytes",
}  # fmt: skip
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_HALF_HOUR, _HOUR = 30, 60
_INCHES_IN_A_FOOT = 12


def figure(value: float) -> str:
    """A number without its unit: "seventy-nine and one eighth"."""
    return say.number(Decimal(str(value)).normalize())


def inches(value: float) -> str:
    """A length: "twenty-four inches"."""
    return f"{figure(value)} {'inch' if value == 1 else 'inches'}"


def feet(value: float) -> str:
    """A length in feet, to the inch: "ten feet", "nine feet ten"."""
    whole, rest = divmod(round(value * _INCHES_IN_A_FOOT), _INCHES_IN_A_FOOT)
    said = say.count(whole, "foot", "feet") if whole else ""
    return f"{said} {say.number(rest)}" if whole and rest else said or inches(rest)


def room(length_ft: float, width_ft: float) -> str:
    """A floor: "ten by twelve feet"."""
    if length_ft == int(length_ft) and width_ft == int(width_ft):
        return f"{say.number(int(length_ft))} by {feet(width_ft)}"
    return f"{feet(length_ft)} by {feet(width_ft)}"


def duration(minutes: int) -> str:
    """A time, about: "forty-five minutes", "two and a half hours"."""
    if minutes < _HOUR or minutes % _HALF_HOUR:
        return say.count(minutes, "minute")
    hours, rest = divmod(minutes, _HOUR)
    if rest:
        return f"{say.number(hours)} and a half hours"
    return say.count(hours, "hour")


def option(value: str) -> str:
    """A size, colour or capacity: "M" is medium, "5 x 7 ft" is five by seven feet."""
    if value in SIZES:
        return SIZES[value]
    words = [_UNITS.get(word.lower(), word) for word in value.split()]
    return _FIGURE.sub(lambda found: say.number(Decimal(found[0])), " ".join(words))
