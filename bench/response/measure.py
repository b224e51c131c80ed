"""Callers, one after another turn, and how long each waited for the first sound of an answer."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from bench.providers import Providers
from bench.response.line import Line, Samples, call, spoken
from bench.response.said import SENTENCES, Kind

ANSWERED_WITHIN = 8.0
"""Seconds after which a caller is taken for not answered."""
BETWEEN = 0.7
"""Seconds of quiet after an answer, before the caller speaks again."""
LONGEST_ANSWER = 15.0
SLOW_ANSWER = 2.5
"""Seconds between a phrase and the answer of a slow tool."""
SLOW_TURNS = 3
"""Of so many turns of each kind, one needs a slow tool."""


@dataclass
class Waited:
    """Seconds from the end of the caller's speech to the agent's first sound.

    Attributes:
        first: by what the turn needed.
        unanswered: turns in which nothing was heard.
        early: turns in which the agent spoke before the caller had finished.
    """

    first: dict[Kind, list[float]] = field(default_factory=lambda: defaultdict(list))
    unanswered: int = 0
    early: int = 0


class Caller:
    """One caller on a line, whose words the recogniser is told."""

    def __init__(self, line: Line, providers: Providers, number: int) -> None:
        self._line = line
        self._heard_as = providers.stt.connections[number]

    async def turn(self, kind: Kind, samples: Samples, waited: Waited) -> None:
        """Says a sentence, and waits for the answer and its end."""
        self._heard_as.saying = SENTENCES[kind]
        spans = len(self._line.spans)
        ended = (await self._line.say(samples)).ended
        if len(self._line.spans) > spans:
            waited.early += 1
        began = await self._line.audible(ended, ANSWERED_WITHIN)
        if began is None:
            waited.unanswered += 1
            return
        waited.first[kind].append(began - ended)
        pause = SLOW_ANSWER if kind is Kind.SLOW_TOOL else BETWEEN
        await self._line.silent(pause, LONGEST_ANSWER)


async def measure(url: str, providers: Providers, callers: int, turns: int) -> Waited:
    """Has so many callers speak at the same time, and take turns of each kind.

    Args:
        url: of the HTTP side.
        providers: are told what is being said.
        callers: at once.
        turns: with a quick tool and without one, of each caller.
    """
    waited = Waited()
    kinds = (Kind.PLAIN, Kind.QUICK_TOOL, Kind.SLOW_TOOL)
    samples = {kind: await spoken(SENTENCES[kind]) for kind in kinds}
    ready: list[asyncio.Event] = [asyncio.Event() for _ in range(callers)]

    async def one(number: int) -> None:
        if number:
            await ready[number - 1].wait()
        async with call(url) as line:
            await line.audible(0.0, LONGEST_ANSWER)
            await line.silent(BETWEEN, LONGEST_ANSWER)
            caller = Caller(line, providers, number)
            ready[number].set()
            for turn in range(turns):
                for kind in kinds if turn % SLOW_TURNS == 0 else kinds[:2]:
                    await caller.turn(kind, samples[kind], waited)

    await asyncio.gather(*(one(number) for number in range(callers)))
    return waited
