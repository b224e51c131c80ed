"""The HTTP side: room tokens, the pages, and the embedded marketplace. `python server.py`.

Wiring only.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

import logs
import wiring
from channels.web import desk, lonely, metrics, page, passwords, tokens
from config import Settings

MOST_BYTES = 256 * 1024
"""Of a request, which is read before anybody knows whether it may ask at all."""


def create_app(settings: Settings) -> FastAPI:
    """The application of these settings.

    The embedded marketplace is part of it unless a company's own is configured; its key is needed
    there as anywhere.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with (
            wiring.embedded_marketplace(settings) as marketplace,
            wiring.services_of(settings, marketplace) as services,
            wiring.refusing(settings, services) as refusals,
            lonely.watching(settings, refusals.begin),
        ):
            if marketplace is not None:
                app.mount(wiring.MARKETPLACE_PATH, marketplace)
            if marketplace is not None or settings.marketplace_url is not None:
                app.include_router(passwords.router(services.security))
                app.include_router(desk.router(settings, services.desk))
            page.mount(app, sample_customers=marketplace is not None)
            wiring.spare_what_is_loaded()
            yield

    app = FastAPI(
        title="TAWK.TO Marketplace voice",
        lifespan=lifespan,
        docs_url=None,
        max_body_size=MOST_BYTES,
    )
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["POST"],
            allow_headers=["content-type"],
        )
    app.add_middleware(metrics.RequestMetrics)
    app.include_router(tokens.router(settings))
    app.include_router(metrics.router(settings))

    @app.get("/health")
    async def health() -> dict[str, str]:
        """Whether this process answers."""
        return {"status": "ok"}

    return app


if __name__ == "__main__":
    chosen = wiring.settings_or_stop()
    logs.to_files(chosen)
    logs.to_console(chosen)
    uvicorn.run(
        create_app(chosen), host=chosen.host, port=chosen.port, log_config=None, access_log=False
    )
