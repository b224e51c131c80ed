"""How refusals become HTTP: one shape, described in the OpenAPI document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from starlette.exceptions import HTTPException

from marketplace.refusals import InvalidRequest, NotFound, Refusal
from marketplace.refusals.base import Fact
from marketplace.schemas import RefusalBody

_MEANINGS = {
    401: "The bearer key is missing or wrong",
    403: "A person has to approve it first",
    404: "It does not exist, or belongs to another customer: the two sound the same",
    409: "A rule of the marketplace forbids it; nothing was done",
    422: "The request makes no sense as it stands; nothing was done",
    423: "The account is locked against changes",
}


_BUSY = "I can't reach our system right now. Could we try again in a moment?"
_log = structlog.get_logger(__name__)


def refused_with(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, for its OpenAPI description. Every route has 401 and 422."""
    return {
        status: {"model": RefusalBody, "description": _MEANINGS[status]}
        for status in sorted({401, 422, *statuses})
    }


def add_error_handlers(app: FastAPI) -> None:
    """Answers refusals and malformed requests in the one shape."""

    @app.exception_handler(Refusal)
    async def _refused(_: Request, refusal: Refusal) -> JSONResponse:
        return _answer(refusal)

    @app.exception_handler(HTTPException)
    async def _no_such_route(_: Request, error: HTTPException) -> JSONResponse:
        body = {"error": "no_such_route", "detail": NotFound.words}
        return JSONResponse(body, error.status_code, error.headers)

    @app.exception_handler(DBAPIError)
    async def _database_failed(_: Request, error: DBAPIError) -> JSONResponse:
        if isinstance(error, IntegrityError | ProgrammingError):
            raise error  # a mistake of ours, which repeating does not mend
        _log.error("database_failed", problem=type(error.orig).__name__)
        return JSONResponse({"error": "unavailable", "detail": _BUSY}, 503)

    @app.exception_handler(RequestValidationError)
    async def _malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        # Names only: the values may be private.
        fields = [".".join(str(part) for part in problem["loc"]) for problem in error.errors()]
        return _answer(InvalidRequest(fields=fields))


def _answer(refusal: Refusal) -> JSONResponse:
    facts = {name: _wire(fact) for name, fact in refusal.facts.items()}
    body = {"error": refusal.code, "detail": refusal.detail, **facts}
    headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else None
    return JSONResponse(body, refusal.status, headers)


def _wire(fact: Fact) -> str | int | bool | list[str] | None:
    if isinstance(fact, Decimal):
        return str(fact)
    return fact.isoformat() if isinstance(fact, date) else fact
