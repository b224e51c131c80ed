"""Who of several that do the same is asked, and who after a failure.

livekit-agents' fallback adapters find out by a request of their own whether a provider is back,
which is paid for, comes at once after "too many requests", and in a stream of audio is made once
and never again. Here whoever has rested is simply asked the next time.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Literal, Protocol

from livekit.agents import APIConnectionError

from pipeline.faults import (
    Fault,
    Kind,
    Then,
    Told,
    again_after,
    code_of,
    left_alone_for,
    refuses,
)

ATTEMPTS = 2
"""Of each, one right after the other."""
REST = 15.0
"""Seconds for which one that failed is left alone while another can serve."""


class Failure(Protocol):
    """What a part emits when it fails."""

    error: Exception


class Member(Protocol):
    """A recogniser, a language model or a voice."""

    @property
    def provider(self) -> str:
        """Who is behind it."""
        ...

    def on(self, event: Literal["error"], callback: Callable[[Failure], None], /) -> object:
        """Calls back for each failure."""
        ...


class Chain:
    """Several that do the same, best first; one session's.

    Args:
        kind: what they serve as.
        members: best first.
        told: is told of every failure.
        clock: seconds that only go up.
    """

    def __init__(
        self,
        kind: Kind,
        members: Sequence[Member],
        told: Told,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._kind = kind
        self._providers = [member.provider for member in members]
        self._told = told
        self._clock = clock
        self._rests_until = [0.0] * len(members)
        self._left_alone = [0.0] * len(members)
        for who, member in enumerate(members):
            member.on("error", partial(self._emitted, who))

    @property
    def first(self) -> int:
        """Whose turn it is."""
        return self.order()[0]

    def order(self) -> list[int]:
        """All of them: the rested ones, best first, then the others as they come back."""
        now = self._clock()
        everyone = range(len(self._providers))
        return sorted(everyone, key=lambda who: max(0.0, self._rests_until[who] - now))

    async def serve(self, ask: Callable[[int], Awaitable[None]]) -> None:
        """Asks one after the other until one has served.

        Args:
            ask: asks the one of that number; whoever is asked next goes on where it raised.

        Raises:
            APIConnectionError: nobody is left.
        """
        order = self.order()
        for place, who in enumerate(order):
            others = place + 1 < len(order)
            for attempt in range(ATTEMPTS):
                try:
                    return await ask(who)
                except Exception as error:  # noqa: BLE001  # it is told, and another one is asked
                    wait = self.failed(who, error, again=attempt + 1 < ATTEMPTS, others=others)
                    if wait is None:
                        break
                    await asyncio.sleep(wait)
        raise APIConnectionError(f"no {self._kind} is left", retryable=False)

    def failed(self, who: int, error: Exception, *, again: bool, others: bool) -> float | None:
        """Decides what follows a failure, and tells of both.

        Args:
            who: failed.
            error: with this.
            again: the same one may have another try.
            others: somebody else can be asked.

        Returns:
            Seconds after which the same one is asked again; None: it rests, and another one serves.
        """
        wait = again_after(error, self._left_alone[who]) if again else None
        if wait is not None:
            self._tell(who, error, "retry")
        else:
            self.rests(who, error, "fallback" if others else "nobody")
        return wait

    def rests(self, who: int, error: Exception, then: Then | None) -> None:
        """Lets one that failed rest, for good if it refuses us; tells what follows, if anything."""
        rest = math.inf if refuses(error) else max(REST, self._left_alone[who])
        self._rests_until[who] = self._clock() + rest
        self._tell(who, error, then)

    def _emitted(self, who: int, failure: Failure) -> None:
        self._left_alone[who] = left_alone_for(failure.error)

    def _tell(self, who: int, error: Exception, then: Then | None) -> None:
        self._left_alone[who] = 0.0  # it was about this failure
        if then is not None:
            self._told(Fault(self._kind, self._providers[who], code_of(error), then))
