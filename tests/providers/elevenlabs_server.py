"""A server on a real socket that speaks ElevenLabs' multi-context WebSocket.

What it says can be read back from the audio (`tones`).
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.providers.sockets import Answering, cut, refusal, served
from tests.providers.tones import CHARACTERS_A_SECOND, spoken
from tests.providers.troubles import Trouble, Troubled

KEY = "el-for-tests-only"
_PIECE = 12
"""Characters of a message: so short that words arrive in halves."""
_CUT_AFTER = 24


@dataclass
class Connection:
    """One connection, as it came over the wire."""

    voice: str
    headers: dict[str, str]
    query: dict[str, str]
    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was to be said on it."""
        return "".join(message.get("text", "") for message in self.messages)


@dataclass
class ElevenLabsServer(Troubled):
    """What a test may ask and tell the running server.

    Attributes:
        voice: makes the samples of a text, 16-bit mono at 24 kHz.
    """

    voice: Callable[[str], bytes] = spoken
    connections: list[Connection] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Whether anything was to be said so far."""

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Everything that was received, of all connections."""
        return [message for each in self.connections for message in each.messages]


@asynccontextmanager
async def elevenlabs_server() -> AsyncIterator[ElevenLabsServer]:
    """Serves on a free port of the loopback interface."""
    server = ElevenLabsServer()
    app = web.Application()

    async def speak(request: web.Request) -> web.StreamResponse:
        trouble = server.strikes()
        seen = Connection(request.match_info["voice"], dict(request.headers), dict(request.query))
        server.connections.append(seen)
        known = request.headers.get("xi-api-key") == KEY
        if refused := refusal(trouble, server.retry_after, known=known):
            return refused
        return await _Speaking(server, request, seen, trouble).run()

    app.router.add_get("/v1/text-to-speech/{voice}/multi-stream-input", speak)
    async with served(app) as server.url:
        yield server


class _Speaking(Answering):
    """One connection: text of several contexts in, audio out."""

    def __init__(
        self,
        server: ElevenLabsServer,
        request: web.Request,
        seen: Connection,
        trouble: Trouble | None,
    ) -> None:
        super().__init__(request, trouble)
        self._server = server
        self._seen = seen
        self._waiting: dict[str, str] = {}
        self._said: dict[str, int] = {}

    async def run(self) -> web.WebSocketResponse:
        await self._socket.prepare(self._request)
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            body = json.loads(message.data)
            self._seen.messages.append(body)
            self._server.asked.set()
            await self._take(body)
        return self._socket

    async def _take(self, body: dict[str, Any]) -> None:
        context = body["context_id"]
        if context not in self._waiting:
            # The first message of a context carries its settings and one blank.
            self._waiting[context] = ""
            return
        self._waiting[context] += body.get("text", "")
        if body.get("flush") or body.get("close_context"):
            text, self._waiting[context] = self._waiting[context], ""
            await self._speak(context, text)
        if body.get("close_context"):
            await self._send({"isFinal": True, "contextId": context})

    async def _speak(self, context: str, text: str) -> None:
        if text.strip() and self._trouble is Trouble.SLOW:
            await asyncio.sleep(self._server.slow)  # it is what a slow provider does
        for start in range(0, len(text), _PIECE):
            if self._trouble is Trouble.CUT and self._said.get(context, 0) >= _CUT_AFTER:
                cut(self._request)
                return
            piece = text[start : start + _PIECE]
            await self._send(_message(context, piece, self._server.voice(piece)))
            self._said[context] = self._said.get(context, 0) + len(piece)


def _message(context: str, piece: str, samples: bytes) -> dict[str, Any]:
    each = 1000 // CHARACTERS_A_SECOND
    alignment = {
        "chars": list(piece),
        "charStartTimesMs": [number * each for number in range(len(piece))],
        "charDurationsMs": [each] * len(piece),
    }
    return {
        "audio": base64.b64encode(samples).decode(),
        "isFinal": None,
        "alignment": alignment,
        "normalizedAlignment": alignment,
        "contextId": context,
    }
