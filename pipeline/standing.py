"""Who of several that do the same is asked: the first that has not just failed."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from livekit.agents import APIError

REST = 15.0
"""Seconds for which one that failed is left alone while another can serve."""


class Standing:
    """Where each of several stands, best first.

    livekit-agents' adapters find out by a request of their own whether one has recovered, which is
    paid for, and in a stream of speech is made once and never again. Here whoever has rested is
    simply asked the next time.

    Args:
        count: how many there are.
        clock: seconds that only go up.
    """

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rests_until = [0.0] * count
        self._clock = clock

    @property
    def first(self) -> int:
        """Whose turn it is."""
        return self.order()[0]

    def order(self) -> list[int]:
        """All of them: the rested ones, best first, then the others as they come back."""
        now = self._clock()
        everyone = range(len(self._rests_until))
        return sorted(everyone, key=lambda who: max(0.0, self._rests_until[who] - now))

    def failed(self, who: int, error: Exception) -> None:
        """Lets one rest: for good if it refuses us."""
        refused = isinstance(error, APIError) and not error.retryable
        self._rests_until[who] = math.inf if refused else self._clock() + REST

    def served(self, who: int) -> None:
        """It works, whatever was thought of it."""
        self._rests_until[who] = 0.0
