"""The prices between which something is looked for: "under nine hundred", "from ten to twenty"."""

import re
from decimal import Decimal
from typing import Final

from spoken.numbers import figures

_AMOUNT: Final = (
    r"[$€£]? ?(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?!\d)(?:\.(?P<{0}_cents>\d\d)(?!\d))?"
    r"(?! ?(?:inch|inches|watts?|gb|tb|feet|foot|ft|pages|%|percent|pounds|days?|hours?))"
)
_UNDER: Final = re.compile(
    r"\b(?:under|below|less than|cheaper than|up to|at most|no more than|not more than|max(?:imum)?"
    r"(?: of)?|within|for less than|not over|budget (?:is|of)) (?:about |around )?"
    + _AMOUNT.format("amount")
    + "|"
    + _AMOUNT.format("before")
    + r"(?: ?(?:dollars?|bucks?|usd))? (?:or less|or under|or cheaper|max(?:imum)?|tops|at most)\b",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"\b(?:over|above|more than|at least|no less than|starting (?:at|from)|upwards of) "
    + _AMOUNT.format("amount")
    + "|"
    + _AMOUNT.format("before")
    + r"(?: ?(?:dollars?|bucks?|usd))? (?:or more|and up|and above|upwards)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\b(?:between|from) "
    + _AMOUNT.format("low")
    + r"(?: ?(?:dollars?|bucks?))? (?:and|to) "
    + _AMOUNT.format("high"),
    re.IGNORECASE,
)
_PRICED: Final = re.compile(
    r"[$€£] ?(?P<amount>\d[\d,]{0,8})(?:\.(?P<amount_cents>\d\d))?"
    r"|(?<![\d.,])(?P<before>\d[\d,]{0,8})(?:\.(?P<before_cents>\d\d))? ?(?:dollars?|bucks?|usd)\b",
    re.IGNORECASE,
)
_NO_MORE: Final = re.compile(r"\b(?:no|not) (?:more than|over)\b", re.IGNORECASE)


def at_most(text: str) -> Decimal | None:
    """Return the highest price that is wanted, in dollars; a price without more is one too."""
    plain = figures(text)
    if found := _BETWEEN.search(plain):
        return _read(found, "high")
    if found := _UNDER.search(plain):
        return _first(found)
    found = None if _over(plain) else _PRICED.search(plain)
    return _first(found) if found else None


def at_least(text: str) -> Decimal | None:
    """Return the lowest price that is wanted, in dollars; None unless it is said."""
    plain = figures(text)
    if found := _BETWEEN.search(plain):
        return _read(found, "low")
    found = _over(plain)
    return _first(found) if found else None


def without_range(text: str) -> str:
    """Return the text without "between twenty and forty dollars": what is left names the thing."""
    plain = figures(text)
    kept = _BETWEEN.sub(" ", plain)
    kept = _OVER.sub(" ", _UNDER.sub(" ", kept))
    return text if kept == plain else re.sub(r"\s*\b(?:dollars?|bucks?|usd)\b", " ", kept)


def _over(plain: str) -> re.Match[str] | None:
    return _OVER.search(_NO_MORE.sub("under", plain))


def _first(found: re.Match[str]) -> Decimal:
    return _read(found, "amount" if found["amount"] else "before")


def _read(found: re.Match[str], name: str) -> Decimal:
    whole = found[name].replace(",", "")
    return Decimal(f"{whole}.{found[f'{name}_cents'] or '00'}")
