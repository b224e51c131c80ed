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
_CUE: Final = re.compile(
    r"\b(?:with|using|by|and)?\s*(?:the\s+|my\s+|a\s+)?(?:promo(?:tion)?\s+)?(?:code|coupon|voucher)\b",
    re.IGNORECASE,
)
_APPLIED: Final = re.compile(
    r"\b(?:apply|use|redeem|enter|try|activate|combine|would|does|will|with|and)\s+(?:the\s+|my\s+)?"
    r"(?P<said>(?!(?:size|order|number|about|around|under|over|than|least|just|only|spend|those|"
    r"these|from)\b)[a-z]{4,16}\s+\d{1,2})\b"
    r"(?!\s*(?:dollars?|bucks?|percent|%|off|points?|of|inch|watts?|pieces?|and a)\b)",
    re.IGNORECASE,
)
"""A word and a figure where a code would stand: "apply save 20", "with welcome 10"."""
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
    """Return the first code in the text in capitals without spaces, or None where none is plain.

    A code is plain when it is written as one, spelt out, or said after "code".
    """
    return next(iter(promotion_codes(text)), None)


def promotion_codes(text: str) -> list[str]:
    """Return every plain code in the text, each once, in order."""
    source = figures(text)
    plain = [match[0] for match in _WRITTEN.finditer(source)]
    plain = plain or [match[0] for match in _SPELT.finditer(source)]
    plain = plain or [match["said"] for match in _APPLIED.finditer(source)]
    found = [_joined(said) for said in plain]
    if not found:
        found = [_head(match["said"]) for match in _AFTER_CUE.finditer(source)]
    return list(dict.fromkeys(code for code in found if code is not None))


def without_codes(text: str) -> str:
    """Return the text without its codes and what announces them: neither names a thing."""
    if not promotion_codes(text):
        return text
    bare = figures(text)
    for written in (_SPELT, _WRITTEN, _APPLIED):
        bare = written.sub(" ", bare)
    return _CUE.sub(" ", bare)


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
