"""The ways in which a provider fails, the same for each of our servers."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """What goes wrong, as whoever reads the table calls it."""

    REFUSED_KEY = "refused key"
    RATE_LIMIT = "rate limit"
    SLOW = "slow first byte"
    HANG = "hang"
    CUT = "cut in the middle"
    NONSENSE = "nonsense"


RETRY_AFTER = "1"
"""Seconds, as a server that limits the rate sends it."""
STATUS = {Trouble.REFUSED_KEY: 401, Trouble.RATE_LIMIT: 429}
GARBAGE = "\x00\x7f<not> {what: was asked"
