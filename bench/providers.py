"""The three providers of a call: doubles that speak their protocols on sockets of this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.providers import deepgram_server, elevenlabs_server, openai_server
from tests.providers.deepgram_server import DeepgramServer
from tests.providers.elevenlabs_server import ElevenLabsServer
from tests.providers.openai_server import Mind


@dataclass(frozen=True)
class Providers:
    """Three providers that serve.

    Attributes:
        stt: is told what callers say.
        tts: speaks.
        settings: lead to all three, with their keys.
    """

    stt: DeepgramServer
    tts: ElevenLabsServer
    settings: dict[str, Any]

    @property
    def environment(self) -> dict[str, str]:
        """The settings for another process."""
        return {name.upper(): value for name, value in self.settings.items()}


@asynccontextmanager
async def serving(mind: Mind) -> AsyncIterator[Providers]:
    """Serves all three; the language model thinks with `mind`."""
    with openai_server.openai_server(mind) as llm:
        async with (
            deepgram_server.deepgram_server() as stt,
            elevenlabs_server.elevenlabs_server() as tts,
        ):
            settings = {
                "deepgram_api_key": deepgram_server.KEY,
                "deepgram_base_url": stt.url,
                "openai_api_key": openai_server.KEY,
                "llm_base_url": llm.url,
                "elevenlabs_api_key": elevenlabs_server.KEY,
                "elevenlabs_base_url": tts.url,
            }
            yield Providers(stt, tts, settings)
