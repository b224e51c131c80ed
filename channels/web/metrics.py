"""What the HTTP side tells Prometheus, and to whom."""

from __future__ import annotations

import time

from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from channels.web.operators import REFUSED, OperatorSettings, operators_only

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Any other is counted as one: a client may send what it likes."""
ELSEWHERE = "other"
"""The page's own files, and whatever there is not."""
REQUESTS = Counter("http_requests", "Requests that were answered.", ("method", "route", "status"))
DURATION = Histogram(
    "http_request_duration_seconds",
    "From a request to the end of its answer.",
    ("method", "route"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def router(settings: OperatorSettings) -> APIRouter:
    """`GET /metrics`, with an operator key as the bearer token.

    There is nothing private in it; but how many call, and when, is the company's own business, and
    behind a proxy everybody comes from this machine.
    """
    routes = APIRouter(tags=["operators"])

    @routes.get(
        "/metrics",
        response_class=Response,
        dependencies=[Depends(operators_only(settings))],
        responses=REFUSED,
    )
    def metrics() -> Response:
        """The figures of this process, as Prometheus reads them."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return routes


class RequestMetrics:
    """Counts and times requests, each by the route that it took, never by its own path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            route = _route(scope)
            REQUESTS.labels(method, route, str(status)).inc()
            DURATION.labels(method, route).observe(time.perf_counter() - began)


def _route(scope: Scope) -> str:
    """The template of the path that was asked for, such as `/marketplace/orders/{order_id}`."""
    path = getattr(scope.get("route"), "path", None)
    return ELSEWHERE if path is None else f"{scope.get('root_path', '')}{path}"
