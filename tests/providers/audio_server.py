"""A server on a real socket that speaks OpenAI's audio endpoints, as self-hosted ones do."""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.providers.sockets import cut, refusal, served
from tests.providers.tones import RATE, spoken
from tests.providers.troubles import GARBAGE, Trouble, Troubled

KEY = "key-for-tests-only"
_CUT_AFTER = 60_000
"""Bytes."""
_FOREVER = 30.0


@dataclass
class AudioServer(Troubled):
    """What a test may ask and tell the running server.

    Attributes:
        key: what it wants as a bearer.
        saying: what is transcribed.
        received: the fields of each request, audio as its seconds.
    """

    key: str = KEY
    saying: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)


@asynccontextmanager
async def audio_server() -> AsyncIterator[AudioServer]:
    """Serves on a free port of the loopback interface."""
    server = AudioServer()
    app = web.Application()

    async def begin(request: web.Request, trouble: Trouble | None) -> web.Response | None:
        known = request.headers.get("Authorization") == f"Bearer {server.key}"
        if refused := refusal(trouble, server.retry_after, known=known):
            return refused
        if trouble is Trouble.HANG:
            await asyncio.sleep(_FOREVER)  # it is what a hanging provider does
        if trouble is Trouble.NONSENSE:
            return web.Response(text=GARBAGE, content_type="application/json")
        return None

    async def transcribe(request: web.Request) -> web.Response:
        form = await request.post()
        fields: dict[str, Any] = {k: v for k, v in form.items() if isinstance(v, str)}
        audio = form["file"]
        assert isinstance(audio, web.FileField)
        with wave.open(audio.file, "rb") as file:
            fields["seconds"] = file.getnframes() / file.getframerate()
        server.received.append(fields)
        trouble = server.strikes()
        if early := await begin(request, trouble):
            return early
        if trouble is Trouble.CUT:
            cut(request)
        return web.json_response({"text": server.saying, "language": "en"})

    async def speak(request: web.Request) -> web.StreamResponse:
        fields = await request.json()
        server.received.append(fields)
        trouble = server.strikes()
        if early := await begin(request, trouble):
            return early
        answer = web.StreamResponse(headers={"Content-Type": "audio/wav"})
        await answer.prepare(request)
        audio = _wav(fields["input"])
        if trouble is Trouble.CUT:
            await answer.write(audio[:_CUT_AFTER])
            await asyncio.sleep(0.1)  # what was sent arrives before the line is cut
            cut(request)
            return answer
        await answer.write(audio)
        return answer

    app.router.add_post("/v1/audio/transcriptions", transcribe)
    app.router.add_post("/v1/audio/speech", speak)
    async with served(app) as server.url:
        yield server


def _wav(text: str) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(spoken(text))
    return out.getvalue()
