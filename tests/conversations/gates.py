"""A way to the marketplace that a test can hold up in the middle of a request."""

from __future__ import annotations

import asyncio

import httpx


class Gate(httpx.AsyncBaseTransport):
    """Lets requests through, but for the one that is held: before or after it has its effect."""

    def __init__(self) -> None:
        self._inner: httpx.AsyncBaseTransport | None = None
        self._held: str | None = None
        self._answered = False
        self.reached = asyncio.Event()
        self.go = asyncio.Event()
        self.done = asyncio.Event()

    def before(self, inner: httpx.AsyncBaseTransport) -> Gate:
        """Stands in the way to this transport."""
        self._inner = inner
        return self

    def hold(self, path: str, *, answered: bool = False) -> None:
        """Holds the next write whose path ends like this; `answered`: once it has been done."""
        self._held, self._answered = path, answered

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert self._inner is not None
        write = request.method != "GET" and "dry-run" not in request.headers
        if self._held is None or not write or not request.url.path.endswith(self._held):
            return await self._inner.handle_async_request(request)
        self._held = None
        try:
            if not self._answered:
                await self._stop()
            response = await self._inner.handle_async_request(request)
            if self._answered:
                await self._stop()
        finally:
            self.done.set()
        return response

    async def _stop(self) -> None:
        self.reached.set()
        await self.go.wait()
