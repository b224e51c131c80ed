"""Order numbers and other references heard, in the spellings that people use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spoken.numbers import heard
from spoken.numerals import Numeral
from spoken.words import Token, plain, tokens

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "ORD": ("order", "ord", "o r d"),
    "RET": ("return", "ret", "r e t", "rma"),
    "EXC": ("exchange",),
    "DEL": ("case", "del", "d e l", "delivery issue", "delivery case", "delivery"),
    "GC": ("gift card", "gc", "g c", "giftcard"),
    "CUST": ("customer", "cust"),
    "TKT": ("ticket", "tkt"),
    "HOME": ("home",),
}
"""How people name what a prefix stands for; another prefix is said as it is written."""

_VERBS: Final = frozenset({"order", "return", "exchange", "case", "delivery", "customer", "home"})

_LINKS: Final = frozenset(
    {"number", "numbers", "no", "num", "nr", "id", "code", "is", "it's", "its", "was", "dash"}
    | {"hyphen", "minus", "underscore", "hash", "of", "my", "the"}
)
_LONGEST_LINK: Final = 4
_BARE: Final = range(4, 9)
_LONGEST: Final = 12
_JOINT: Final = re.compile(r"[\s\-‐‑‒–—_.,]{0,3}")
_GLUE: Final = re.compile(r"[\w$€£]")
# Words before or after a bare number that make it a model, a size or an amount.
_MODELS: Final = frozenset(
    {"rtx", "gtx", "rx", "ryzen", "core", "ddr", "size", "model", "zip", "version", "room"}
    | {"series", "geforce", "radeon", "intel", "amd", "nvidia", "tracking", "ending", "in"}
)
_UNITS: Final = frozenset(
    {"dollars", "dollar", "bucks", "usd", "cents", "watt", "watts", "w", "gb", "tb", "mb", "mhz"}
    | {"inch", "inches", "feet", "foot", "ft", "lb", "lbs", "pounds", "percent", "points"}
    | {"times", "days", "hours", "minutes", "pieces", "street", "avenue", "ti", "xt"}
)


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number that was said with the name of what it belongs to: "order 12345"."""

    prefix: str
    digits: str
    first: int
    stop: int


def order_number(text: str) -> str | None:
    """Return the order number in the text as "ORD-12345", or None.

    Takes `ORD_12345`, "ord 12345", "order one two three four five", "order number 1001", and a
    bare number of four to eight digits that is no model, size or amount.
    """
    named = reference(text, "ORD-")
    return named if named is not None else _bare(text, "ORD-")


def reference(text: str, prefix: str, length: int = 4) -> str | None:
    """Return the first reference with this prefix as it is written, or None.

    `prefix` holds its own separator: "ORD-" gives "ORD-1001", "DEL" gives "DEL12345678". Digits
    keep their zeros. A figure of `length` digits is whole: what follows it is another number.
    """
    source = plain(text)
    said = tokens(source)
    key = prefix.rstrip("-_ ").upper()
    names = {key: NAMES.get(key, (key.lower(),))}
    found = named_numbers(source, said, heard(source, said), names, length)
    return prefix + found[0].digits if found else None


def named_numbers(
    source: str,
    said: Sequence[Token],
    numbers: Sequence[Numeral],
    names: Mapping[str, tuple[str, ...]] = NAMES,
    length: int = 4,
) -> list[NamedNumber]:
    """Return the numbers that were said with one of these names, in order."""
    found: list[NamedNumber] = []
    at = 0
    while at < len(numbers):
        prefix, linked = _name_before(said, numbers[at].first, names)
        if prefix is None:
            at += 1
            continue
        stop = _row_end(source, numbers, at, length)
        digits = "".join(number.digits for number in numbers[at:stop])
        # "I want to order two" names no order.
        if (linked or len(digits) > 2) and len(digits) <= _LONGEST:
            found.append(NamedNumber(prefix, digits, numbers[at].first, numbers[stop - 1].stop))
        at = stop
    return found


def _name_before(
    said: Sequence[Token], first: int, names: Mapping[str, tuple[str, ...]]
) -> tuple[str | None, bool]:
    """Return the prefix whose name stands before token `first`, and whether a link is between."""
    at = first
    while at and first - at < _LONGEST_LINK and said[at - 1].word in _LINKS:
        at -= 1
    for prefix, spellings in names.items():
        for spelling in spellings:
            spelt = spelling.split()
            if [token.word for token in said[max(0, at - len(spelt)) : at]] == spelt:
                return prefix, at < first or spelling not in _VERBS
    return None, False


def _row_end(source: str, numbers: Sequence[Numeral], at: int, length: int = 4) -> int:
    """Return where the reference that begins with number `at` ends: a whole one stands alone."""
    stop = at + 1
    if len(numbers[at].digits) >= length:
        return stop
    while stop < len(numbers) and _JOINT.fullmatch(
        source[numbers[stop - 1].end : numbers[stop].start]
    ):
        stop += 1
    return stop


def _bare(text: str, prefix: str) -> str | None:
    source = plain(text)
    said = tokens(source)
    numbers = heard(source, said)
    at = 0
    while at < len(numbers):
        stop = _row_end(source, numbers, at)
        row = numbers[at:stop]
        digits = "".join(number.digits for number in row)
        if len(digits) in _BARE and _stands_alone(source, said, row):
            return prefix + digits
        at = stop
    return None


def _stands_alone(source: str, said: Sequence[Token], row: Sequence[Numeral]) -> bool:
    first, last = row[0], row[-1]
    before = said[first.first - 1].word if first.first else ""
    after = said[last.stop].word if last.stop < len(said) else ""
    if before in _MODELS or after in _UNITS or _name_before(said, first.first, NAMES)[0]:
        return False
    glued = source[max(0, first.start - 1) : first.start] + source[last.end : last.end + 1]
    return _GLUE.search(glued) is None
