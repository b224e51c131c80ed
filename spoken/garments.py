"""Sizes and colours heard, as people say in which version they would like something."""

import re
from typing import Final

from spoken.numbers import figures

_LETTERS: Final = {
    "extra extra large": "XXL",
    "double extra large": "XXL",
    "extra extra small": "XXS",
    "extra small": "XS",
    "x small": "XS",
    "small": "S",
    "medium": "M",
    "extra large": "XL",
    "x large": "XL",
    "large": "L",
    "xxs": "XXS",
    "xs": "XS",
    "xl": "XL",
    "xxl": "XXL",
}
_ALONE: Final = {"s": "S", "m": "M", "l": "L", "med": "M"}
"""Only where a size is named as one: "in an m"."""
_BEDS: Final = ("king", "queen", "twin", "full")
# fmt: off
_HUES: Final = (
    "black", "white", "gray", "grey", "silver", "blue", "navy", "red", "burgundy", "orange",
    "yellow", "gold", "green", "olive", "sage", "plum", "purple", "lilac", "pink", "coral", "ruby",
    "brown", "tan", "camel", "khaki", "beige", "cream", "oatmeal", "ivory", "natural", "nude",
    "charcoal", "graphite", "tortoise", "terracotta", "clay", "teal", "turquoise", "brass", "oak",
    "birch", "walnut", "teak",
)
# fmt: on
_SHADES: Final = r"(?:(?:light|dark|pale|bright|deep|midnight|forest|navy|off)[ -])?"
_WORDS: Final = "|".join(sorted(_LETTERS, key=len, reverse=True))
_NAMED: Final = re.compile(
    rf"\b(?:size|sizes|sized|in an?|in|wear|usually|normally|i'm|i am)\s+(?:an?\s+|size\s+)*"
    rf"(?P<size>{_WORDS}|{'|'.join(_ALONE)}|"
    rf"{'|'.join(_BEDS)}|\d{{1,2}}(?:\.5)?)\b(?!\s*(?:by|x|inch|feet|foot|ft|days?|weeks?|minutes?"
    r"|stock|dollars?|bucks?|%))",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    rf"(?<!too )(?<!runs )(?<!run )\b(?P<size>{_WORDS})\b(?! print)", re.IGNORECASE
)
_EITHER: Final = re.compile(rf"\b(?:{_WORDS})\s+or\s+(?:an?\s+)?(?:{_WORDS})\b", re.IGNORECASE)
"""Neither is named by who wonders between two: "do they come out small or large"."""
_COLOR: Final = re.compile(rf"\b(?P<color>{_SHADES}(?:{'|'.join(_HUES)}))\b", re.IGNORECASE)
_NUMBER: Final = (
    r"\d{1,2}(?:\.5)?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|thirty(?:[ -](?:two|four|six|eight))?|forty)(?: and a half)?"
)
_SIZES: Final = "|".join((_WORDS, *_ALONE, *_BEDS, _NUMBER))
_ONE: Final = rf"(?:{_SIZES}|{_SHADES}(?:{'|'.join(_HUES)}))"
_VERSION: Final = re.compile(
    rf"[, ]*\b(?:(?:(?:in|and|or)\s+)?(?:an?\s+)?(?:size|colou?r)|in)\s+(?:(?:an?|the)\s+)?"
    rf"(?:(?:size|colou?r)\s+)?{_ONE}\b(?:(?:,|\s+and|\s+in|\s+size|\s+colou?r)*\s+{_ONE}\b)*"
    r"(?!\s*(?:by|x|inch|feet|foot|ft|days?|weeks?|minutes?|dollars?|bucks?|%))",
    re.IGNORECASE,
)


def size(text: str) -> str | None:
    """Return the size that was said: "M", "10", "queen"; None if there is none."""
    plain = _EITHER.sub(" ", _plain(text))
    if found := _NAMED.search(plain) or _SAID.search(plain):
        return _spelled(found["size"])
    return None


def size_alone(text: str) -> str | None:
    """Return the size in the answer to a question for it: a letter or a number will do."""
    plain = _plain(text)
    alone = re.search(
        rf"\b(?:{'|'.join((*_ALONE, *_BEDS))}|\d{{1,2}}(?:\.5)?)\b", plain, re.IGNORECASE
    )
    return size(text) or (_spelled(alone[0]) if alone else None)


def color(text: str) -> str | None:
    """Return the colour that was said, with its shade: "dark blue"; None if there is none."""
    found = _COLOR.search(text)
    return found["color"].lower().replace("grey", "gray") if found else None


def without_version(text: str) -> str:
    """Return the text without "in a medium navy": what is left names the thing itself."""
    return _VERSION.sub(" ", text)


def _plain(text: str) -> str:
    return re.sub(r"(\d) and a half\b", r"\1.5", figures(text))


def _spelled(said: str) -> str:
    lower = said.lower()
    return _LETTERS.get(lower) or _ALONE.get(lower) or lower
