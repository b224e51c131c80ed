"""The three providers on sockets of this machine, as fast as the real ones on a good day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np

from bench.providers import Providers, serving
from bench.response.said import Kind, kind_of
from tests.providers.openai_server import Reply, Stalls
from tests.providers.tones import CHARACTERS_A_SECOND, RATE
from tests.providers.troubles import Trouble
from tests.scripted import Says, Uses

TRANSCRIPT = 0.15
FIRST_TOKEN = 0.35
FIRST_AUDIO = 0.12
"""Seconds: from the end of speech, of a request, and of a sentence."""
PLAIN = "Yes, in blue."
LOOKED_UP = "There are three."
LONG = (
    "It is a lamp of brass and glass that was made by hand in a small workshop by the sea, "
    "and each of them differs a little from all of the others that were made there."
)
_PITCH = 200
_LOUDNESS = 8_000


@asynccontextmanager
async def providers() -> AsyncIterator[Providers]:
    """Serves all three."""
    async with serving(_mind) as served:
        served.stt.endpoint = TRANSCRIPT
        tts = served.tts
        tts.trouble, tts.slow, tts.voice = Trouble.SLOW, FIRST_AUDIO, hum
        yield served


def hum(text: str) -> bytes:
    """A voice that is loud from its first sample to its last, so that both are seen exactly."""
    samples = np.arange(len(text) * RATE // CHARACTERS_A_SECOND)
    wave = _LOUDNESS * np.sin(2 * np.pi * _PITCH * samples / RATE)
    return wave.astype(np.int16).tobytes()


def _mind(body: dict[str, Any]) -> Reply:
    return Stalls(_answer(body["messages"]), after=0, seconds=FIRST_TOKEN)


def _answer(messages: list[dict[str, Any]]) -> Says | Uses:
    if messages[-1]["role"] == "tool":
        return Says(LOOKED_UP)
    match kind_of(messages[-1]["content"]):
        case Kind.QUICK_TOOL:
            return Uses((("look_up", {"question": "quick"}),))
        case Kind.SLOW_TOOL:
            return Uses((("look_up", {"question": "slow"}),))
        case Kind.LONG:
            return Says(LONG)
        case Kind.NUMBER:
            return Uses((("ask_number", {}),))
        case _:
            return Says(PLAIN)
