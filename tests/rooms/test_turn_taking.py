"""Who speaks when, from the caller's side of a real room; the figures are `bench.response`'s."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from bench.providers import Providers
from bench.response.line import Line, Samples, call, cough, spoken
from bench.response.providers import providers
from bench.response.running import running
from bench.response.said import SENTENCES, Kind
from bench.synthesis import RATE
from config import ROOT
from deploy.livekit_server import LiveKitProgram
from pipeline.profile import speech_is_installed

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(300)]

GREETED = 30.0
ANSWERED = 5.0
"""Seconds, on a machine with much else to do."""
SILENT = 1.0
AWAY = 2.5
"""Seconds after which a silent caller is asked."""
LET_GO = 45.0


class Caller:
    """Says things, which the recogniser is told."""

    def __init__(self, line: Line, served: Providers) -> None:
        self.line = line
        self._heard = served.stt.connections[-1]

    async def says(self, words: str, sound: Samples | None = None) -> float:
        """Returns when it was said."""
        self._heard.saying = words
        return (await self.line.say(await spoken(words) if sound is None else sound)).ended

    async def asks(self, kind: Kind) -> None:
        """Asks for something, and hears the answer begin."""
        ended = await self.says(SENTENCES[kind])
        assert await self.line.audible(ended, ANSWERED) is not None, kind

    async def speaks_over(self, words: str, sound: Samples) -> tuple[float, float]:
        """Says or does something while the agent explains; returns from when to when."""
        await self.asks(Kind.LONG)
        await asyncio.sleep(0.5)
        self._heard.saying = words
        return await self.line.say(sound)

    async def hears_the_end(self) -> None:
        assert await self.line.silent(0.8, LET_GO) is not None


@pytest.fixture
async def caller(tmp_path: Path) -> AsyncIterator[Caller]:
    if LiveKitProgram(ROOT).find() is None:
        pytest.skip("the LiveKit server is not built (make build)")
    if not speech_is_installed():
        pytest.skip("the packages of embedded speech are not installed (the `speech` extra)")
    async with providers() as served:
        own = {"ROSTER": "bench.response.roster", "USER_AWAY_TIMEOUT": str(AWAY)}
        async with running(tmp_path, own | served.environment) as url, call(url) as line:
            assert await line.audible(0.0, GREETED) is not None
            caller = Caller(line, served)
            await caller.hears_the_end()
            yield caller


async def test_a_call_in_which_everybody_has_their_turn(caller: Caller) -> None:
    line = caller.line
    await caller.asks(Kind.SLOW_TOOL)
    await caller.hears_the_end()

    began, _ = await caller.speaks_over(SENTENCES[Kind.PLAIN], await spoken(SENTENCES[Kind.PLAIN]))
    assert line.spans[-1].ended - began < SILENT
    assert await line.audible(line.spans[-1].ended + 0.1, ANSWERED) is not None
    await caller.hears_the_end()

    for words, sound in (("", cough()), ("Uh-huh.", await spoken("uh huh"))):
        _, ended = await caller.speaks_over(words, sound)
        assert await line.audible_at(ended + 1.5), words

    await caller.asks(Kind.NUMBER)
    await caller.hears_the_end()
    begun = len(line.spans)
    await caller.says("four one five", np.concatenate([await spoken("four one five"), _quiet(1.3)]))
    said = await caller.says("five five five zero one zero zero")
    assert len(line.spans) == begun
    assert await line.audible(said, ANSWERED) is not None
    await caller.hears_the_end()

    begun = len(line.spans)
    async with asyncio.timeout(LET_GO):
        await line.left.wait()
    assert len(line.spans) - begun >= 3


def _quiet(seconds: float) -> Samples:
    noise: Samples = np.random.default_rng(5).normal(0, 15, int(seconds * RATE)).astype(np.int16)
    return noise
