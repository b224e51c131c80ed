"""The marketplace as an HTTP application, alone or inside another one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI

from config import Settings
from marketplace.api import (
    account_safety,
    advice,
    callbacks,
    carts,
    catalogue,
    customers,
    desk,
    do_not_call,
    orders,
    promotions,
    returns,
    security,
    sellers,
    services,
    support,
    tastes,
)
from marketplace.api.access import require_key
from marketplace.api.errors import add_error_handlers
from marketplace.clock import Clock, utc_now
from marketplace.market import Marketplace

_DESCRIPTION = """
What the voice of the marketplace needs from a backend. A company brings its own by implementing
this document and setting `MARKETPLACE_URL` and `MARKETPLACE_KEY`.

- Every request carries `Authorization: Bearer <MARKETPLACE_KEY>`.
- Every write carries an `Idempotency-Key`: the effect and the answer are kept in one transaction;
  the same key with the same request gets the first answer again, with another request it is
  refused. A refusal keeps nothing, so its key may be tried again.
- A write with the header `Dry-Run: true` checks every rule and answers what it would come to, but
  keeps nothing; it needs no key.
- What belongs to a customer is under `/customers/{customer_id}`. What is not theirs does not exist.
- Money is a decimal string in US dollars, dates are ISO 8601, instants are in UTC.
- A refusal is `{"error": "<code>", "detail": "<a sentence to say>", ...facts}`.
"""
# FastAPI works out what each route takes on the first request, a third of a second in all: these
# are common to every application of a process, so a second one does not pay again.
_API = APIRouter(dependencies=[Depends(require_key)])
for _router in (
    customers.router,
    orders.router,
    carts.anonymous,
    carts.router,
    promotions.router,
    returns.router,
    catalogue.router,
    advice.router,
    services.anonymous,
    services.router,
    tastes.router,
    do_not_call.anonymous,
    do_not_call.router,
    callbacks.router,
    support.anonymous,
    support.router,
    desk.router,
    security.router,
    account_safety.router,
    sellers.router,
):
    _API.include_router(_router)


def create_app(settings: Settings, clock: Clock = utc_now) -> FastAPI:
    """Builds the application; nothing is connected before its lifespan runs.

    Args:
        settings: the database, the keys.
        clock: what time it is, for tests.
    """
    market = Marketplace.from_settings(settings, clock)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await market.prepare()
            yield
        finally:
            await market.close()

    app = FastAPI(
        title="Marketplace",
        version="1.0.0",
        description=_DESCRIPTION,
        lifespan=lifespan,
        routes=_API.routes,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.marketplace = market
    add_error_handlers(app)
    return app


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[FastAPI]:
    """The application, prepared: tables made, sample data loaded; closed at the end.

    For `httpx.ASGITransport` and for mounting, neither of which runs a lifespan.
    """
    app = create_app(settings, clock)
    async with app.router.lifespan_context(app):
        yield app
