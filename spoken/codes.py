"""Promotion codes heard: "SAVE20", "save twenty", "S A V E 2 0", "the code is welcome ten"."""

import re
from typing import Final

from spoken.numbers import figures

_LONGEST: Final = 32
_WRITTEN: Final = re.compile(r"\b(?:[A-Za-z]{4,16}-?\d{1,3}|[A-Z]{4,16} \d{1,3}|[A-Z]{8,20})\b")
"""Letters with a figure behind them, or a long word in capitals. A "DDR5" is too short."""

_SPELT: Final = re.compile(r"\b[A-Za-z0-9](?:[\s.,-]+[A-Za-z0-9]\b){3,}(?:[\s.,-]+\d{1,3}\b)?")
_AFTER_CUE: Final = re.compile(
    r"\b(?:code|coupon|voucher)(?:\s+(?:is|it's|called|named|number|says|reads|name|i have is)|:)*"
    r"[\s,]+(?P<said>.+)",
    re.IGNORECASE,
)
_APPLIED: Final = re.compile(
    r"\b(?:apply|use|redeem|enter|try|activate)\s+(?:the\s+|my\s+)?(?P<said>[a-z]{3,16}\s+\d{1,3})\b"
    r"(?!\s*(?:dollars?|bucks?|percent|%|off|points?))",
    re.IGNORECASE,
)
_ENDS: Final = frozenset(
    {"a", "an", "and", "are", "but", "can", "could", "does", "doing", "don't", "for", "from"}
    | {"get", "have", "help", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my"}
    | {"no", "not", "of", "off", "on", "or", "order", "our", "please", "still", "thanks"}
    | {"thank", "that", "the", "there", "this", "to", "use", "was", "what", "when", "which"}
    | {"will", "with", "won't", "work", "works", "would", "you", "your", "percent", "dollars"}
    | {"isn't", "doesn't", "says", "again", "here", "now"}
)
_LEAD: Final = re.compile(
    r"^\W*(?:(?:yes|yeah|sure|ok|okay|it's|its|it is|that's|that is|the|my|code|is|i think|um|uh|"
    r"promo|promotion|coupon)\b[\s,]*)+",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 4
_WORD: Final = re.compile(r"[A-Za-z']+|\d+")


def promotion_code(text: str) -> str | None:
    """Return the code in the text in capitals without spaces, or None where none is plain.

    A code is plain when it is written as one, spelt out, or said after "code".
    """
    source = figures(text)
    if written := _WRITTEN.search(source):
        return _joined(written[0])
    if spelt := _SPELT.search(source):
        return _joined(spelt[0])
    if applied := _APPLIED.search(source):
        return _joined(applied["said"])
    named = _AFTER_CUE.search(source)
    return _head(named["said"]) if named else None


def promotion_code_alone(text: str) -> str | None:
    """Return the code that answers "what is the code?": also one without any sign of being one."""
    source = figures(text)
    return promotion_code(text) or _head(_LEAD.sub("", source))


def _head(said: str) -> str | None:
    """The first words up to one that no code consists of."""
    found: list[str] = []
    for word in _WORD.findall(said):
        if word.lower() in _ENDS or len(found) == _MOST_WORDS:
            break
        found.append(word)
        if word.isdecimal():
            break
    return _joined(" ".join(found))


def _joined(said: str) -> str | None:
    code = re.sub(r"[^A-Z0-9]", "", said.upper())
    return code if 3 <= len(code) <= _LONGEST else None
