"""The three providers on sockets of this machine, one of them in trouble."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pipeline.embedded.language import Understanding
from pipeline.faults import Kind
from tests.providers import deepgram_server, elevenlabs_server, openai_server
from tests.providers.deepgram_server import DeepgramServer
from tests.providers.elevenlabs_server import ElevenLabsServer
from tests.providers.minds import embedded
from tests.providers.openai_protocol import chunks
from tests.providers.openai_server import Babbles, BreaksOff, Fails, Mind, Reply, Stalls
from tests.providers.troubles import STATUS, Trouble
from tests.scripted import Says, Uses

SLOW = 0.25
FOREVER = 60.0
"""Seconds."""


@dataclass(frozen=True)
class Providers:
    """Where they are, and what the caller says to one of them."""

    stt: DeepgramServer
    tts: ElevenLabsServer
    settings: dict[str, Any]


@asynccontextmanager
async def providers(
    understanding: Understanding, kind: Kind | None, trouble: Trouble | None
) -> AsyncIterator[Providers]:
    """Serves all three; the one of that kind is in trouble all the time."""
    mind = _troubled(embedded(understanding), trouble if kind == "llm" else None)
    with openai_server.openai_server(mind) as llm:
        async with (
            deepgram_server.deepgram_server() as stt,
            elevenlabs_server.elevenlabs_server() as tts,
        ):
            stt.slow = tts.slow = SLOW
            if kind == "stt":
                stt.trouble = trouble
            if kind == "tts":
                tts.trouble = trouble
            yield Providers(
                stt,
                tts,
                {
                    "deepgram_api_key": deepgram_server.KEY,
                    "deepgram_base_url": stt.url,
                    "openai_api_key": openai_server.KEY,
                    "llm_base_url": llm.url,
                    "elevenlabs_api_key": elevenlabs_server.KEY,
                    "elevenlabs_base_url": tts.url,
                },
            )


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
