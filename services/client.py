"""One HTTP client a process: timeouts, retries of what is safe to repeat, errors in two kinds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Literal

import httpx
import structlog
from pydantic import JsonValue, TypeAdapter, ValidationError

from domain.errors import Unavailable
from services.errors import MarketplaceRefusal

Method = Literal["GET", "POST", "PUT", "PATCH"]
Params = Mapping[str, str | int | bool | Sequence[str] | None]

_REFUSALS = {403, 404, 409, 422, 423}
_REFUSAL_BODY = TypeAdapter(dict[str, JsonValue])
_PAUSES = (0.05, 0.25)
_log = structlog.get_logger(__name__)


class Client:
    """Sends requests to one marketplace.

    A request without effect, or with an idempotency key, is repeated when the connection fails or
    the marketplace answers that it cannot. One that takes too long is not: the caller has waited.
    """

    def __init__(self, http: httpx.AsyncClient, pauses: Sequence[float] = _PAUSES) -> None:
        self._http = http
        self._pauses = tuple(pauses)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        url: str,
        key: str,
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        timeout: float = 5.0,  # noqa: ASYNC109 - of each request, handed to httpx
        pauses: Sequence[float] = _PAUSES,
    ) -> AsyncIterator[Client]:
        """Connections to the marketplace at `url`, closed at the end.

        Args:
            url: where it is.
            key: its bearer key.
            transport: how it is reached, when not over the network.
            timeout: seconds for a request.
            pauses: seconds before each repetition.
        """
        async with httpx.AsyncClient(
            base_url=url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {key}"},
            timeout=timeout,
            transport=transport,
            # Authorities' certificates are read for tens of milliseconds, while a caller waits.
            verify=httpx.URL(url).scheme == "https",
        ) as http:
            yield cls(http, pauses)

    async def send(
        self,
        method: Method,
        path: str,
        *,
        params: Params | None = None,
        body: Mapping[str, JsonValue] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """The body of a successful answer.

        Raises:
            MarketplaceRefusal: a rule says no.
            Unavailable: no answer, or one that makes no sense.
        """
        given = {name: value for name, value in (params or {}).items() if value is not None}
        for pause in (*self._pauses, None):
            try:
                answer = await self._http.request(
                    method, path, params=given, json=body, headers=headers
                )
            except httpx.ReadTimeout as error:
                _log.warning("marketplace_too_slow", method=method)
                raise Unavailable from error
            except httpx.TransportError as error:
                problem = type(error).__name__
            else:
                if answer.status_code < 500:
                    return _content(answer)
                problem = str(answer.status_code)
            _log.warning("marketplace_failed", method=method, problem=problem)
            if pause is not None:
                await asyncio.sleep(pause)
        raise Unavailable


def _content(answer: httpx.Response) -> bytes:
    if answer.is_success:
        return answer.content
    if answer.status_code not in _REFUSALS:
        _log.error("marketplace_refused_us", status=answer.status_code)
        raise Unavailable
    try:
        body = _REFUSAL_BODY.validate_json(answer.content)
        code, say = str(body.pop("error")), str(body.pop("detail"))
    except (ValidationError, KeyError) as error:
        _log.exception("marketplace_made_no_sense", status=answer.status_code)
        raise Unavailable from error
    raise MarketplaceRefusal(say, code=code, facts=body)
