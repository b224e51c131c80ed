"""An aiohttp application on a free port of the loopback interface."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web

from tests.providers.troubles import GARBAGE, STATUS, Trouble


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """Serves `app` on the running loop; the address ends with `/v1`."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        await runner.cleanup()


def refusal(trouble: Trouble | None, retry_after: str, *, known: bool) -> web.Response | None:
    """What a server answers before it begins: to a wrong key, or because it is in trouble."""
    if not known:
        trouble = Trouble.REFUSED_KEY
    status = STATUS.get(trouble) if trouble is not None else None
    if trouble is None or status is None:
        return None
    headers = {"Retry-After": retry_after} if trouble is Trouble.RATE_LIMIT else {}
    return web.json_response({"error": trouble.value}, status=status, headers=headers)


def cut(request: web.Request) -> None:
    """Ends the connection without a word, as a broken line does."""
    if request.transport is not None:
        request.transport.abort()


class Answering:
    """Our side of one WebSocket, in the trouble that its provider is in."""

    def __init__(self, request: web.Request, trouble: Trouble | None) -> None:
        self._request = request
        self._trouble = trouble
        self._socket = web.WebSocketResponse()

    async def _send(self, message: dict[str, Any]) -> None:
        if self._socket.closed or self._trouble is Trouble.HANG:
            return
        with suppress(ConnectionError):  # whoever listened has gone, or was cut off
            if self._trouble is Trouble.NONSENSE:
                await self._socket.send_str(GARBAGE)
                await self._socket.send_bytes(GARBAGE.encode())
            else:
                await self._socket.send_json(message)
