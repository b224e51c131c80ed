"""Whether somebody asks not to be called: it counts whenever it is said, and a rule hears it."""

from __future__ import annotations

import re
from typing import Final

_CALL: Final = r"(?:call|phone|ring)"
_NO_CALLS: Final = re.compile(
    rf"\b(?:stop {_CALL}ing|(?:don'?t|do not|never|quit) (?:ever )?{_CALL}(?:ing)?) "
    r"(?:me|us|here|this number|my number)(?=$|[.,!?]| (?:again|any ?more|ever|please))"
    r"|\b(?:take|remove|get) (?:me|us|this number|my number) (?:off|from) "
    r"(?:your|the|this) (?:\w+[ -])*list\b"
    r"|\bdo[- ]not[- ]call list\b",
    re.IGNORECASE,
)


def wants_no_calls(words: str) -> bool:
    """Whether the caller asks never to be called again."""
    return _NO_CALLS.search(words.strip()) is not None
