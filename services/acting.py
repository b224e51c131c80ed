"""On whose behalf a request is sent, and under which idempotency key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import quote
from uuid import uuid4

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from domain.errors import Unavailable
from services.client import Client, Method, Params

Answer = TypeVar("Answer", bound=BaseModel)
Read = TypeVar("Read")


class NobodyBound(Exception):
    """A method that concerns a customer was called on services that act for nobody."""


@dataclass(frozen=True, slots=True)
class Acting:
    """The client, bound to a customer and to one wish of theirs."""

    client: Client
    customer_id: str | None = None
    idempotency_key: str | None = None
    rehearses: bool = False

    def rehearsing(self) -> Acting:
        """The same, but writes are only tried: every rule is checked and nothing is kept."""
        return replace(self, rehearses=True)

    def account(self, *segments: str) -> str:
        """A path under the bound customer.

        Raises:
            NobodyBound: there is none.
        """
        if self.customer_id is None:
            raise NobodyBound("/".join(segments))
        return path("customers", self.customer_id, *segments)

    def account_or(self, anonymous: str, *segments: str) -> str:
        """A path under the bound customer, or under `anonymous` where the caller is unknown."""
        if self.customer_id is None:
            return path(anonymous, *segments)
        return self.account(anonymous, *segments)

    async def get(self, answer: type[Answer], where: str, params: Params | None = None) -> Answer:
        """Asks for one fact.

        Raises:
            MarketplaceRefusal: a rule says no.
            Unavailable: no answer, or one that makes no sense.
        """
        return _read(TypeAdapter(answer), await self.client.send("GET", where, params=params))

    async def get_list(
        self, answer: type[Answer], where: str, params: Params | None = None
    ) -> list[Answer]:
        """Asks for a list of facts.

        Raises:
            MarketplaceRefusal: a rule says no.
            Unavailable: no answer, or one that makes no sense.
        """
        content = await self.client.send("GET", where, params=params)
        adapter: TypeAdapter[list[Answer]] = TypeAdapter(list[answer])  # type: ignore[valid-type]
        return _read(adapter, content)

    async def ask(self, answer: type[Answer], where: str, body: Mapping[str, JsonValue]) -> Answer:
        """Asks for a fact by a body. Changes nothing.

        Raises:
            MarketplaceRefusal: a rule says no.
            Unavailable: no answer, or one that makes no sense.
        """
        return _read(TypeAdapter(answer), await self.client.send("POST", where, body=body))

    async def write(
        self,
        answer: type[Answer],
        method: Method,
        where: str,
        operation: str,
        body: Mapping[str, JsonValue | None],
    ) -> Answer:
        """Changes something, once for the bound key however often it is asked.

        Args:
            answer: what is answered.
            method: POST, PUT or PATCH.
            where: the path.
            operation: tells apart the writes that one wish may take.
            body: what is asked; fields that are None are left out.

        Raises:
            MarketplaceRefusal: a rule says no, and nothing was changed.
            Unavailable: no answer, or one that makes no sense; asking again is safe.
        """
        if self.rehearses:
            headers = {"Dry-Run": "true"}
        else:
            # Without a wish to bind it to, the key still makes our own repetitions safe.
            headers = {"Idempotency-Key": f"{self.idempotency_key or uuid4().hex}:{operation}"}
        given = {name: value for name, value in body.items() if value is not None}
        content = await self.client.send(method, where, body=given, headers=headers)
        return _read(TypeAdapter(answer), content)


def path(*segments: str) -> str:
    """A path whose segments cannot reach beyond their place."""
    return "/".join(_segment(segment) for segment in segments)


def _segment(text: str) -> str:
    # "..", "." and nothing at all would be resolved to another path, and no reference is spelt so.
    return quote(text, safe="") if text.strip(".") else "-"


def _read(adapter: TypeAdapter[Read], content: bytes) -> Read:
    try:
        return adapter.validate_json(content)
    except ValidationError:
        raise Unavailable from None  # its text would quote the answer, which may be private
