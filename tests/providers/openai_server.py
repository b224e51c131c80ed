"""A server on a real socket that speaks OpenAI's streaming chat completions, and keeps every byte.

What it answers comes from a mind: a script, or the embedded model, which like any model sees the
messages and tools of one request and nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from tests.providers.openai_protocol import BadRequest, check, chunks
from tests.providers.troubles import GARBAGE, RETRY_AFTER, STATUS, Trouble
from tests.scripted import Says, Uses

KEY = "sk-for-tests-only"
_STARTS_WITHIN = 20.0


@dataclass(frozen=True)
class Fails:
    """The provider answers with an error status; to a rate limit it says when to come back."""

    status: int
    retry_after: str = RETRY_AFTER


@dataclass(frozen=True)
class BreaksOff:
    """The provider sends this many chunks of an answer, then the connection ends."""

    answer: Says | Uses
    after: int


@dataclass(frozen=True)
class Stalls:
    """The provider sends this many chunks and then signs of life, but no words, for so long."""

    answer: Says | Uses
    after: int
    seconds: float


@dataclass(frozen=True)
class Babbles:
    """The provider sends what is not its protocol."""


Reply = Says | Uses | Fails | BreaksOff | Stalls | Babbles
Mind = Callable[[dict[str, Any]], Reply]


@dataclass(frozen=True)
class Received:
    """One request, as it came over the wire."""

    headers: dict[str, str]
    raw: bytes
    body: dict[str, Any]
    refused: str | None
    """Why the API would have answered 400."""


@dataclass
class OpenAIServer:
    """What a test may ask the running server."""

    url: str = ""
    received: list[Received] = field(default_factory=list)

    @property
    def refusals(self) -> list[str]:
        """Why requests were refused; empty when the client speaks the protocol."""
        return [request.refused for request in self.received if request.refused]


@contextlib.contextmanager
def openai_server(mind: Mind) -> Iterator[OpenAIServer]:
    """Serves `mind` on a free port of the loopback interface, in a thread of its own."""
    server = OpenAIServer()
    listening = socket.create_server(("127.0.0.1", 0))
    server.url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    config = uvicorn.Config(_app(server, mind), log_config=None, access_log=False, lifespan="off")
    running = uvicorn.Server(config)
    thread = threading.Thread(
        target=lambda: asyncio.run(running.serve(sockets=[listening])), daemon=True
    )
    thread.start()
    try:
        _wait_until(lambda: running.started)
        yield server
    finally:
        running.should_exit = True
        thread.join(_STARTS_WITHIN)
        listening.close()


def _wait_until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    waiting = threading.Event()
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError("the server did not start")
        waiting.wait(0.005)


def _app(server: OpenAIServer, mind: Mind) -> FastAPI:
    app = FastAPI()

    @app.get("/v1/models")
    async def models() -> dict[str, Any]:
        return {"object": "list", "data": []}

    @app.post("/v1/chat/completions")
    async def complete(request: Request) -> Response:
        raw = await request.body()
        body = json.loads(raw)
        refused = None
        try:
            check(body)
        except BadRequest as error:
            refused = str(error)
        server.received.append(Received(dict(request.headers), raw, body, refused))
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return _error(401, "Incorrect API key provided.")
        if refused:
            return _error(400, refused)
        reply = mind(body)
        if isinstance(reply, Fails):
            return _error(reply.status, "The server had an error.", reply.retry_after)
        if isinstance(reply, Babbles):
            return Response(f"data: {GARBAGE}\n\n{GARBAGE}", media_type="text/event-stream")
        number = len(server.received)
        return StreamingResponse(_stream(reply, body, number), media_type="text/event-stream")

    return app


async def _stream(
    reply: Says | Uses | BreaksOff | Stalls, body: dict[str, Any], number: int
) -> AsyncIterator[str]:
    answer = reply.answer if isinstance(reply, BreaksOff | Stalls) else reply
    for sent, chunk in enumerate(chunks(answer, body, number)):
        if isinstance(reply, BreaksOff) and sent == reply.after:
            raise ConnectionError("broken off, as the test wants it")
        if isinstance(reply, Stalls) and sent == reply.after:
            until = time.monotonic() + reply.seconds
            while time.monotonic() < until:
                yield ": still here\n\n"
                await asyncio.sleep(0.05)  # it is what a slow provider does
        yield f"data: {json.dumps(chunk)}\n\n"
    yield "data: [DONE]\n\n"


def _error(status: int, message: str, retry_after: str = RETRY_AFTER) -> JSONResponse:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    headers = {"Retry-After": retry_after} if status == STATUS[Trouble.RATE_LIMIT] else {}
    return JSONResponse({"error": error}, status_code=status, headers=headers)
