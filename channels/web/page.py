"""The page, as built from `web/` into `web/dist/`: served from the same place as the tokens."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
NOT_BUILT = Path(__file__).with_name("not_built.html")

# LiveKit's client needs both the socket and plain requests, and on a cloud it is sent on to a
# host of its region, so connections are limited by scheme and not by name.
_POLICY = (
    "default-src 'self'; connect-src 'self' ws: wss: http: https:; img-src 'self' data:; "
    "media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_FOR_EVER = "public, max-age=31536000, immutable"


class PageSettings(BaseModel):
    """What the page asks before it shows itself."""

    sample_customers: bool


class _Page(StaticFiles):
    """The built page; where there is none, one that says so and how to build it."""

    def __init__(self, dist: Path) -> None:
        super().__init__(directory=dist, html=True, check_dir=False)
        self._index = dist / "index.html"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._index.is_file():
            await super().__call__(scope, receive, send)
            return
        notice = NOT_BUILT.read_text(encoding="utf-8")
        response = HTMLResponse(notice, status_code=503, headers={"Cache-Control": "no-store"})
        await response(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_HEADERS)
        # Vite names everything under assets/ after its content.
        fixed = path.startswith("assets/")
        response.headers["Cache-Control"] = _FOR_EVER if fixed else "no-cache"
        return response


def mount(app: FastAPI, *, sample_customers: bool = True, dist: Path = DIST) -> None:
    """Serves the page at `/`. Mount it last: it answers every path that nothing else took.

    Args:
        app: the application.
        sample_customers: whether the page shows the sample customers to try it out with: only
            where the embedded marketplace, which has them, is the one that is called.
        dist: where the page was built.
    """

    @app.get("/page.json", include_in_schema=False)
    async def page_settings() -> PageSettings:
        return PageSettings(sample_customers=sample_customers)

    app.mount("/", _Page(dist), name="page")
