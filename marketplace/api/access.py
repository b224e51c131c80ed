"""What every route depends on: the key, a transaction, and writes that happen once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Path, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from marketplace import idempotency
from marketplace.market import Marketplace
from marketplace.refusals import DryRunImpossible, IdempotencyKeyMissing, Unauthorized
from marketplace.rules import customers
from marketplace.vault import same
from marketplace.work import UnitOfWork

Made = TypeVar("Made", bound=BaseModel)
Work = Callable[[UnitOfWork], Awaitable[Made]]
_bearer = HTTPBearer(auto_error=False, description="The marketplace key (MARKETPLACE_KEY)")

CustomerId = Annotated[
    str, Path(max_length=32, description="Every query is filtered by it", examples=["CUST-1001"])
]
OrderId = Annotated[str, Path(max_length=32, examples=["ORD-12345"])]


def marketplace_of(request: Request) -> Marketplace:
    """The marketplace that this app serves."""
    market: Marketplace = request.app.state.marketplace
    return market


Market = Annotated[Marketplace, Depends(marketplace_of)]


async def require_key(
    market: Market,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> None:
    """Refuses a request without the right bearer key.

    Raises:
        Unauthorized: the key is missing or wrong.
    """
    if given is None or not same(given.credentials, market.key):
        raise Unauthorized


async def _reading(market: Market) -> AsyncIterator[UnitOfWork]:
    async with market.reading() as work:
        yield work


Reading = Annotated[UnitOfWork, Depends(_reading)]


@dataclass(frozen=True, slots=True)
class Writing:
    """A write request: its key, what was asked, and the customer in its path."""

    market: Marketplace
    response: Response
    key: str
    request: tuple[str, str, str]
    customer_id: str | None
    dry_run: bool = False
    changes_account: bool = False

    async def once(self, made: type[Made], run: Work[Made], *, rehearsable: bool = True) -> Made:
        """Runs a write under its `Idempotency-Key`, in one transaction.

        A repeated request gets the first answer, with the header `Idempotency-Replayed: true`.
        A dry run answers what the write would come to, and keeps nothing.

        Raises:
            CustomerNotFound: there is no such customer.
            AccountLocked: changes to the account are locked.
            IdempotencyKeyReused: the key came before with another request.
            DryRunImpossible: the write is not `rehearsable`, since its answer is its effect.
        """

        async def checked(work: UnitOfWork) -> Made:
            if self.customer_id is not None and self.changes_account:
                await customers.changeable(work, self.customer_id)
            elif self.customer_id is not None:
                await customers.load(work, self.customer_id)
            return await run(work)

        if self.dry_run:
            if not rehearsable:
                raise DryRunImpossible
            async with self.market.rehearsing() as work:
                return await checked(work)
        async with self.market.writing() as work:
            answer, replayed = await idempotency.once(work, self.key, self.request, made, checked)
        if replayed:
            self.response.headers["Idempotency-Replayed"] = "true"
        return answer


async def _writing(
    request: Request,
    response: Response,
    market: Market,
    idempotency_key: Annotated[
        str | None,
        Header(max_length=255, description="Required: the same key does a write only once"),
    ] = None,
    dry_run: Annotated[
        bool, Header(description="Check every rule and answer, but keep nothing; needs no key")
    ] = False,
) -> Writing:
    if not idempotency_key and not dry_run:
        raise IdempotencyKeyMissing
    body = (await request.body()).decode(errors="replace")
    route = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return Writing(
        market=market,
        response=response,
        key=idempotency_key or "",
        request=(request.method, route, body),
        customer_id=request.path_params.get("customer_id"),
        dry_run=dry_run,
    )


async def _changing_account(writing: Annotated[Writing, Depends(_writing)]) -> Writing:
    return replace(writing, changes_account=True)


AnyWrite = Annotated[Writing, Depends(_writing)]
"""A write that a locked account does not stop: support, reports, logged answers."""

AccountWrite = Annotated[Writing, Depends(_changing_account)]
"""A write to the account in the path; refused while the account is locked."""
