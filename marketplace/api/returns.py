"""Returns, exchanges, pickups and refunds of delivered orders."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from marketplace.api.access import AccountWrite, CustomerId, OrderId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import eligibility, refunds, returns
from marketplace.schemas import (
    Eligibility,
    ExchangeIn,
    ExchangeOpened,
    PickupIn,
    PickupScheduled,
    Refunded,
    RefundIn,
    RefundQuote,
    ReturnIn,
    ReturnOpened,
    ReturnStatus,
)

router = APIRouter(prefix="/customers/{customer_id}", tags=["returns"])
_WRITE = refused_with(404, 409, 423)
ReturnReference = Annotated[
    str, Path(max_length=32, description="The number of the return, or of its order")
]


@router.get(
    "/orders/{order_id}/return-eligibility",
    summary="Can it be sent back",
    responses=refused_with(404),
)
async def check_return_eligibility(
    customer_id: CustomerId, order_id: OrderId, work: Reading, opened: bool = False
) -> Eligibility:
    """30 days from delivery, 14 for opened electronics, never for final sale."""
    return await eligibility.report(work, customer_id, order_id, opened=opened)


@router.post("/orders/{order_id}/returns", summary="Open a return", responses=_WRITE)
async def open_return(
    customer_id: CustomerId, order_id: OrderId, body: ReturnIn, write: AccountWrite
) -> ReturnOpened:
    """Once per order, all items in one request. The label goes out by email."""
    return await write.once(
        ReturnOpened, lambda work: returns.open_return(work, customer_id, order_id, body)
    )


@router.post(
    "/orders/{order_id}/exchanges",
    summary="Exchange items",
    responses=refused_with(403, 404, 409, 423),
)
async def exchange_items(
    customer_id: CustomerId, order_id: OrderId, body: ExchangeIn, write: AccountWrite
) -> ExchangeOpened:
    """Other variants of the same products, once per order; the difference is settled."""
    return await write.once(
        ExchangeOpened, lambda work: returns.exchange(work, customer_id, order_id, body)
    )


@router.post(
    "/orders/{order_id}/refund-quotes",
    summary="What a refund would come to",
    responses=refused_with(404, 409),
)
async def quote_refund(
    customer_id: CustomerId, order_id: OrderId, body: RefundIn, work: Reading
) -> RefundQuote:
    """Changes nothing, so it needs no idempotency key."""
    return await refunds.quote(work, customer_id, order_id, body)


@router.post(
    "/orders/{order_id}/refunds",
    summary="Refund all, some items, or an amount",
    responses=refused_with(403, 404, 409, 423),
)
async def process_refund(
    customer_id: CustomerId, order_id: OrderId, body: RefundIn, write: AccountWrite
) -> Refunded:
    """Never more than was paid; above 500 USD in sum only with an approval."""
    return await write.once(
        Refunded, lambda work: refunds.refund(work, customer_id, order_id, body)
    )


@router.get("/returns", summary="A customer's returns, newest first", responses=refused_with())
async def list_returns(customer_id: CustomerId, work: Reading) -> list[ReturnStatus]:
    """Returns and exchanges."""
    return await returns.statuses(work, customer_id)


@router.get("/returns/{reference}", summary="Where a return stands", responses=refused_with(404))
async def track_return(
    customer_id: CustomerId, reference: ReturnReference, work: Reading
) -> ReturnStatus:
    """Named by its own number or its order's."""
    return await returns.status(work, customer_id, reference)


@router.post("/returns/{reference}/pickup", summary="Have it fetched", responses=_WRITE)
async def schedule_pickup(
    customer_id: CustomerId, reference: ReturnReference, body: PickupIn, write: AccountWrite
) -> PickupScheduled:
    """On a weekday from tomorrow up to fourteen days ahead; again to move it."""
    return await write.once(
        PickupScheduled,
        lambda work: returns.schedule_pickup(work, customer_id, reference, body),
    )
