"""The three providers on sockets of this machine, one of them in trouble."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bench.providers import Providers, serving
from pipeline.embedded.language import Understanding
from pipeline.faults import Kind
from tests.providers.minds import embedded
from tests.providers.openai_protocol import chunks
from tests.providers.openai_server import Babbles, BreaksOff, Fails, Mind, Reply, Stalls
from tests.providers.troubles import STATUS, Trouble
from tests.scripted import Says, Uses

SLOW = 0.25
FOREVER = 60.0
"""Seconds."""


@asynccontextmanager
async def providers(
    understanding: Understanding, kind: Kind | None, trouble: Trouble | None
) -> AsyncIterator[Providers]:
    """Serves all three; the one of that kind is in trouble all the time."""
    mind = _troubled(embedded(understanding), trouble if kind == "llm" else None)
    async with serving(mind) as served:
        served.stt.slow = served.tts.slow = SLOW
        if kind == "stt":
            served.stt.trouble = trouble
        if kind == "tts":
            served.tts.trouble = trouble
        yield served


def _troubled(mind: Mind, trouble: Trouble | None) -> Mind:
    def troubled(body: dict[str, Any]) -> Reply:
        reply = mind(body)
        if trouble is None or not isinstance(reply, Says | Uses):
            return reply
        match trouble:
            case Trouble.SLOW:
                return Stalls(reply, after=0, seconds=SLOW)
            case Trouble.HANG:
                return Stalls(reply, after=0, seconds=FOREVER)
            case Trouble.CUT:
                return BreaksOff(reply, after=sum(1 for _ in chunks(reply, body, 1)) // 2)
            case Trouble.NONSENSE:
                return Babbles()
            case _:
                return Fails(STATUS[trouble])

    return troubled
