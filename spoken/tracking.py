"""Tracking numbers heard or typed, with the spaces and dashes that people put in."""

from __future__ import annotations

import re
from typing import Final

from spoken.numbers import digits

_FORM: Final = re.compile(
    r"1Z[0-9A-Z]{16}|9[1-5]\d{20}|[A-Z]{2}\d{9}US|JD\d{18}|XPO\d{8}|\d{20}|\d{15}|\d{12}"
)
_PIECE: Final = re.compile(r"[A-Za-z0-9]+")
_LONGEST: Final = 22
_LENGTHS: Final = (12, 15, 20, 22)
_NAMED: Final = re.compile(
    r"\btracking\b\W*(?:number|code|id|no)?\b(.*)", re.IGNORECASE | re.DOTALL
)


def tracking_number(text: str) -> str | None:
    """Return the first tracking number in the text without spaces, in capitals; or None.

    Takes "1Z 9E4 937...", a number in figures, and one that is said figure by figure.
    """
    pieces = [piece.upper() for piece in _PIECE.findall(text)]
    for first in range(len(pieces)):
        joined = ""
        longest: str | None = None
        for piece in pieces[first:]:
            joined += piece
            if len(joined) > _LONGEST:
                break
            longest = joined if _FORM.fullmatch(joined) else longest
        if longest is not None:
            return longest
    named = _NAMED.search(text)
    said = digits(named[1] if named else text)
    return said if len(said) in _LENGTHS else None
