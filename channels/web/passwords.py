"""The page behind the link of `reset_password`: a new password, chosen by whom the link went to.

The page never has the marketplace's key: it sends token and password here, and from here they go
on to the marketplace, which keeps a hash of each. The token stands behind the `#` of the link, so
no server's log ever has it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Protocol

from fastapi import APIRouter, Depends, HTTPException, Response, status
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, SecretStr

from channels.web.limiting import TOO_OFTEN, limited
from domain.errors import Refusal, Unavailable
from domain.facts import PasswordChanged

PATH = "/reset-password"
PER_MINUTE = 10
"""Requests of one address. Each costs the marketplace the time of a password's hash."""
PAGE = Path(__file__).with_name("reset_password.html")
TOKEN_LENGTHS = range(16, 129)
PASSWORD_LENGTHS = range(12, 129)
"""As the marketplace's contract has them."""

CHANGED = "From now on only the new password is valid. We have sent you an email about it."
INVALID = (
    "It was used, has expired, or gave way to a newer one. Please ask us for a new link; it works "
    "once, for half an hour."
)
WRONG_LENGTH = "The password needs twelve to a hundred and twenty-eight characters."


class Passwords(Protocol):
    """Where a new password goes; `services.security` is it."""

    async def choose_password(self, token: str, password: str) -> PasswordChanged:
        """Sets the password of whom the link with this token was sent to."""
        ...


class NewPassword(BaseModel):
    """The token from the link, and what its owner chose."""

    token: SecretStr
    password: SecretStr


class Told(BaseModel):
    """What the page shows."""

    detail: str


def router(passwords: Passwords) -> APIRouter:
    """`GET` and `POST /reset-password`: the page, and what it sends."""
    routes = APIRouter(tags=["passwords"])
    html = PAGE.read_text(encoding="utf-8")
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": _policy(html),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

    @routes.get(PATH, response_class=HTMLResponse, include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(html, headers=headers)

    @routes.post(
        PATH,
        dependencies=[Depends(limited(PER_MINUTE, "attempts"))],
        responses=TOO_OFTEN | {404: {"description": "The link is not, or no longer, valid."}},
    )
    async def choose(body: NewPassword, response: Response) -> Told:
        """Sets a new password. A link that is unknown, used or expired sounds the same."""
        response.headers["Cache-Control"] = "no-store"
        token, password = body.token.get_secret_value(), body.password.get_secret_value()
        if len(password) not in PASSWORD_LENGTHS:
            raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, WRONG_LENGTH)
        if len(token) not in TOKEN_LENGTHS:
            raise HTTPException(status.HTTP_404_NOT_FOUND, INVALID)
        try:
            await passwords.choose_password(token, password)
        except Refusal as refusal:
            if refusal.code == "reset_link_invalid":
                raise HTTPException(status.HTTP_404_NOT_FOUND, INVALID) from None
            raise HTTPException(status.HTTP_409_CONFLICT, refusal.say) from None
        except Unavailable as broken:
            raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, broken.say) from None
        return Told(detail=CHANGED)

    return routes


def _policy(html: str) -> str:
    """Only the page's own style and script, told by their hashes, and requests to this server."""
    style, script = (_hash(html, tag) for tag in ("style", "script"))
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _hash(html: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*)</{tag}>", html, re.DOTALL)
    assert found is not None, tag  # noqa: S101  # it is our own file
    digest = hashlib.sha256(found[1].encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
