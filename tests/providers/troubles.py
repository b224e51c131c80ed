"""The ways in which a provider fails, the same for each of our servers."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(kw_only=True)
class Troubled:
    """A server that fails when a test wants it to.

    Attributes:
        url: the base URL.
        trouble: what goes wrong from now on.
        times: how often, None for always.
        slow: seconds that a slow answer takes.
        retry_after: what it says with a rate limit.
    """

    url: str = ""
    trouble: Trouble | None = None
    times: int | None = None
    slow: float = 0.5
    retry_after: str = RETRY_AFTER

    def strikes(self) -> Trouble | None:
        """The trouble that what comes next is in."""
        if self.trouble is None or self.times == 0:
            return None
        if self.times is not None:
            self.times -= 1
        return self.trouble
