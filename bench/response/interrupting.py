"""Callers who speak, cough or hum while the agent does: when it falls silent, and for how long."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from bench.providers import Providers
from bench.response.line import Line, Samples, call, cough, spoken
from bench.response.measure import ANSWERED_WITHIN, BETWEEN, LONGEST_ANSWER
from bench.response.said import SENTENCES, Kind

INTO_IT = 1.0
"""Seconds of an answer that are heard before it is spoken over."""
WATCHED = 2.5
"""Seconds after the caller's sound in which the agent's are looked at."""


class Over(StrEnum):
    """What a caller does while the agent speaks, as whoever reads the table calls it."""

    WORDS = "words"
    COUGH = "a cough"
    LISTENING = "uh-huh"


HEARD_AS = {Over.WORDS: SENTENCES[Kind.PLAIN], Over.COUGH: "", Over.LISTENING: "Uh-huh."}


@dataclass
class Interrupted:
    """What became of the agent's words.

    Attributes:
        silent: seconds from the caller's first sound to the agent's last.
        paused: seconds of silence until the agent went on; 0 where it never stopped.
        ended: how often it did not go on.
        answered: seconds from the end of the caller's question to the first of these words.
    """

    silent: dict[Over, list[float]] = field(default_factory=lambda: defaultdict(list))
    paused: dict[Over, list[float]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[Over, int] = field(default_factory=lambda: defaultdict(int))
    answered: list[float] = field(default_factory=list)


async def interrupt(url: str, providers: Providers, times: int) -> Interrupted:
    """One caller has much explained, and speaks over it, so many times in each way."""
    sounds = {
        Over.WORDS: await spoken(SENTENCES[Kind.PLAIN]),
        Over.COUGH: cough(),
        Over.LISTENING: await spoken("uh huh"),
    }
    question = await spoken(SENTENCES[Kind.LONG])
    found = Interrupted()
    number = len(providers.stt.connections)
    async with call(url) as line:
        await line.audible(0.0, LONGEST_ANSWER)
        await line.silent(BETWEEN, LONGEST_ANSWER)
        heard = providers.stt.connections[number]
        for _ in range(times):
            for over, sound in sounds.items():
                heard.saying = SENTENCES[Kind.LONG]
                asked = await line.say(question)
                began = await line.audible(asked.ended, ANSWERED_WITHIN)
                if began is not None:
                    found.answered.append(began - asked.ended)
                await asyncio.sleep(INTO_IT)
                heard.saying = HEARD_AS[over]
                await _speak_over(line, over, sound, found)
                await line.silent(BETWEEN, LONGEST_ANSWER)
    return found


async def _speak_over(line: Line, over: Over, sound: Samples, found: Interrupted) -> None:
    before = len(line.spans)
    said = await line.say(sound)
    await asyncio.sleep(max(0.0, WATCHED - (said.ended - said.began)))
    spans = line.spans[before - 1 :]
    if len(spans) == 1 and spans[0].ended > said.ended:
        found.paused[over].append(0.0)
        return
    found.silent[over].append(spans[0].ended - said.began)
    if len(spans) > 1 and over is not Over.WORDS:
        found.paused[over].append(spans[1].began - spans[0].ended)
    elif len(spans) == 1:
        found.ended[over] += 1
