"""A server on a real socket that speaks Deepgram's live transcription.

It hears that somebody speaks, by loudness, and takes for what was said what the test says is being
said. Everything is measured in the audio's own time, so that audio may come faster than it plays.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np
from aiohttp import WSMsgType, web

from tests.providers.sockets import Answering, cut, refusal, served
from tests.providers.troubles import Trouble, Troubled

KEY = "dg-for-tests-only"
_LOUD = 300
_INTERIM_AFTER = 0.3
_SIGN_OF_LIFE_EVERY = 1.0


@dataclass
class Connection:
    """One live connection, as it came over the wire."""

    headers: dict[str, str]
    query: dict[str, str]
    controls: list[str] = field(default_factory=list)
    """The types of the messages that are no audio, in order."""
    seconds: float = 0.0
    """How much audio came."""
    saying: str = ""
    """What is being said on this line alone; what the server has, if empty."""


@dataclass
class DeepgramServer(Troubled):
    """What a test may ask and tell the running server.

    Attributes:
        saying: what the caller is saying: the transcript of what is heard next.
        endpoint: seconds of quiet after which what was said is final.
    """

    saying: str = ""
    endpoint: float = 0.3
    connections: list[Connection] = field(default_factory=list)
    transcripts: list[str] = field(default_factory=list)


@asynccontextmanager
async def deepgram_server() -> AsyncIterator[DeepgramServer]:
    """Serves on a free port of the loopback interface."""
    server = DeepgramServer()
    app = web.Application()

    async def listen(request: web.Request) -> web.StreamResponse:
        trouble = server.strikes()
        known = request.headers.get("Authorization") == f"Token {KEY}"
        if refused := refusal(trouble, server.retry_after, known=known):
            server.connections.append(Connection(dict(request.headers), dict(request.query)))
            return refused
        return await _Listening(server, request, trouble).run()

    app.router.add_get("/v1/listen", listen)
    async with served(app) as server.url:
        yield server


class _Listening(Answering):
    """One connection: audio in, results out."""

    def __init__(
        self, server: DeepgramServer, request: web.Request, trouble: Trouble | None
    ) -> None:
        super().__init__(request, trouble)
        self._server = server
        self._seen = Connection(dict(request.headers), dict(request.query))
        server.connections.append(self._seen)
        self._rate = int(request.query["sample_rate"])
        self._loud = 0.0
        self._quiet = 0.0
        self._told = 0.0
        self._interim = False

    async def run(self) -> web.WebSocketResponse:
        await self._socket.prepare(self._request)
        async for message in self._socket:
            if message.type is WSMsgType.BINARY:
                await self._hear(message.data)
            elif message.type is WSMsgType.TEXT:
                await self._control(json.loads(message.data)["type"])
        return self._socket

    async def _hear(self, data: bytes) -> None:
        samples = np.frombuffer(data, dtype=np.int16).astype(np.float64)
        seconds = len(samples) / self._rate
        self._seen.seconds += seconds
        if float(np.sqrt((samples**2).mean())) > _LOUD:
            if not self._loud:
                await self._send({"type": "SpeechStarted", "channel": [0], "timestamp": 0.0})
            self._loud += seconds
            self._quiet = 0.0
            if self._loud >= _INTERIM_AFTER and not self._interim:
                self._interim = True
                await self._interrupt()
                words = self._saying.split()
                await self._result(" ".join(words[: len(words) // 2]), final=False)
        elif self._loud:
            self._quiet += seconds
            if self._quiet >= self._server.endpoint:
                await self._finish()
        if self._seen.seconds - self._told >= _SIGN_OF_LIFE_EVERY:
            await self._result("", final=True)

    async def _interrupt(self) -> None:
        """The middle of what is said: where a line is cut."""
        if self._trouble is Trouble.CUT:
            cut(self._request)

    async def _finish(self) -> None:
        self._loud = self._quiet = 0.0
        self._interim = False
        if self._trouble is Trouble.SLOW:
            await asyncio.sleep(self._server.slow)  # it is what a slow provider does
        await self._result(self._saying, final=True)

    @property
    def _saying(self) -> str:
        return self._seen.saying or self._server.saying

    async def _control(self, kind: str) -> None:
        self._seen.controls.append(kind)
        if kind == "Finalize" and self._loud:
            await self._finish()
        if kind == "CloseStream":
            await self._send({"type": "Metadata", "request_id": "local", "duration": 0.0})
            await self._socket.close()

    async def _result(self, text: str, *, final: bool) -> None:
        self._told = self._seen.seconds
        words = [
            {"word": word.lower(), "punctuated_word": word, "start": 0.0, "end": 0.1}
            | {"confidence": 0.99}
            for word in text.split()
        ]
        alternative = {"transcript": text, "confidence": 0.99, "words": words}
        if final and text and self._trouble not in (Trouble.HANG, Trouble.NONSENSE):
            self._server.transcripts.append(text)
        await self._send(
            {
                "type": "Results",
                "channel_index": [0, 1],
                "duration": 0.1,
                "start": 0.0,
                "is_final": final,
                "speech_final": final and bool(text),
                "from_finalize": False,
                "channel": {"alternatives": [alternative]},
                "metadata": {"request_id": "local", "model_uuid": "local"},
            }
        )
