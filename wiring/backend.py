"""Where the marketplace is: embedded in this process, behind a port of ours, or a company's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

import httpx

from config import Settings
from services import Services
from wiring.starting import roster

if TYPE_CHECKING:
    from fastapi import FastAPI

MARKETPLACE_PATH = "/marketplace"


@asynccontextmanager
async def embedded_marketplace(settings: Settings) -> AsyncIterator[FastAPI | None]:
    """The marketplace of this process; None where none is needed, or a company's own is set."""
    if settings.marketplace_url is not None or not roster(settings).marketplace:
        yield None
        return
    from marketplace import app as marketplace  # not in a job process

    async with marketplace.open_app(settings) as app:
        yield app


def services_of(settings: Settings, app: FastAPI | None) -> AbstractAsyncContextManager[Services]:
    """The marketplace of this process where there is one, else the company's own."""
    transport = None if app is None else httpx.ASGITransport(app=app)
    return _services(settings, settings.marketplace_url or "http://marketplace", transport)


def services_over_http(settings: Settings) -> AbstractAsyncContextManager[Services]:
    """The marketplace alone, over HTTP: for commands that hold no conversation."""
    return _services(settings, marketplace_url(settings))


def marketplace_url(settings: Settings) -> str:
    """Where job processes reach the marketplace."""
    return settings.marketplace_url or f"http://{settings.host}:{settings.port}{MARKETPLACE_PATH}"


def _services(
    settings: Settings, url: str, transport: httpx.ASGITransport | None = None
) -> AbstractAsyncContextManager[Services]:
    key = settings.secrets().marketplace_key.get_secret_value()
    return Services.open(url, key, transport, timeout=settings.marketplace_timeout)
