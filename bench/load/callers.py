"""Callers who speak, type and press keys in turn, and how long each waits for the answers."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bench.response.line import Line, Samples, call

WELCOMED_WITHIN = 30.0
ANSWERED_WITHIN = 10.0
"""Seconds after which a caller is taken for not answered."""
LONGEST_ANSWER = 30.0
BETWEEN = 0.8
"""Seconds of quiet after an answer, before the caller goes on."""
KEYS = "5#"


class Way(StrEnum):
    """How a caller says something."""

    SPEAKS = "speaks"
    TYPES = "types"
    PRESSES = "presses keys"


@dataclass
class Told:
    """What one caller met with.

    Attributes:
        welcomed: seconds from joining to the first sound; None where there was none.
        refused: all lines were busy.
        waited: seconds to the first sound of each answer, by the way of asking.
        unanswered: turns in which nothing was heard.
    """

    welcomed: float | None = None
    refused: bool = False
    waited: dict[Way, list[float]] = field(default_factory=lambda: defaultdict(list))
    unanswered: int = 0


async def hold(url: str, words: str, samples: Samples, seconds: float, first: int) -> Told:
    """Calls, and asks in one way after another until the time is over, or the call is.

    Hangs up once it was heard that all lines are busy.

    Args:
        url: of the HTTP side.
        words: what is said.
        samples: the same, spoken.
        seconds: how long the call lasts.
        first: with which way to begin, so that callers differ.
    """
    told = Told()
    began = time.monotonic()
    async with call(url) as line:
        heard = await line.audible(0.0, WELCOMED_WITHIN)
        told.welcomed = None if heard is None else heard - began
        told.refused = line.refused
        await line.silent(BETWEEN, LONGEST_ANSWER)
        if told.refused:
            return told
        ways = list(Way)
        while not line.left.is_set() and time.monotonic() - began < seconds:
            await _ask(line, ways[first % len(ways)], words, samples, told)
            first += 1
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
    return told


async def _ask(line: Line, way: Way, words: str, samples: Samples, told: Told) -> None:
    async def speaks() -> float:
        return (await line.say(samples)).ended

    async def types() -> float:
        await line.type(words)
        return time.monotonic()

    async def presses() -> float:
        await line.press(KEYS)
        return time.monotonic()

    asks: dict[Way, Callable[[], Awaitable[float]]] = {
        Way.SPEAKS: speaks,
        Way.TYPES: types,
        Way.PRESSES: presses,
    }
    asked = await asks[way]()
    heard = await line.audible(asked, ANSWERED_WITHIN)
    if heard is None:
        told.unanswered += 1
    else:
        told.waited[way].append(heard - asked)
        await line.silent(BETWEEN, LONGEST_ANSWER)
