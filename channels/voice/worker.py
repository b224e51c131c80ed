"""The worker, with the figures of all its processes under `GET /metrics` beside its health."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from aiohttp import web
from livekit.agents.utils.http_server import HttpServer
from prometheus_client import CONTENT_TYPE_LATEST

from channels.voice.admission import AskedServer
from channels.voice.shared_metrics import SharedMetrics, shared_metrics

TIDIED_EVERY = 60.0
"""Seconds."""


class MeasuredServer(AskedServer):
    """An `AgentServer` whose metrics can be read on the port of its health check.

    livekit-agents' own `prometheus_port` takes a second port, and keeps the files of every process
    that there ever was: one for each call.

    Args:
        options: as of `AgentServer`.
    """

    def __init__(self, **options: Any) -> None:
        self._served: HttpServer | None = None
        self._figures: SharedMetrics | None = None
        super().__init__(**options)

    async def run(self, *, devmode: bool = False, unregistered: bool = False) -> None:
        """As `AgentServer.run`, with figures shared by all processes that it starts."""
        with shared_metrics() as figures:
            self._figures = figures
            tidying = asyncio.create_task(_tidy(figures))
            try:
                await super().run(devmode=devmode, unregistered=unregistered)
            finally:
                tidying.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await tidying

    # livekit-agents makes the server of the health check in `run` and starts it there, and a route
    # cannot be added later; a test says when this attribute goes by another name.
    @property
    def _http_server(self) -> HttpServer | None:
        return self._served

    @_http_server.setter
    def _http_server(self, server: HttpServer | None) -> None:
        self._served = server
        if server is not None:
            server.app.add_routes([web.get("/metrics", self._metrics)])

    async def _metrics(self, _: web.Request) -> web.Response:
        if self._figures is None:
            raise web.HTTPServiceUnavailable
        text = await asyncio.to_thread(self._figures.text)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _tidy(figures: SharedMetrics) -> None:
    while True:
        await asyncio.sleep(TIDIED_EVERY)
        await asyncio.to_thread(figures.fold)
