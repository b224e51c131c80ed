"""A customer's orders: where they are, what they cost, what can be changed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import AccountWrite, CustomerId, OrderId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import deliveries, disputes, invoices, orders, pending
from marketplace.schemas import (
    Cancellation,
    ChargeExplained,
    DeliveryChanged,
    DeliveryChangeIn,
    DeliveryIssueIn,
    DeliveryIssueOpened,
    DisputeIn,
    DisputeOpened,
    Invoice,
    ItemChanges,
    ItemsChanged,
    OrderAddressChanged,
    OrderCancelled,
    OrderState,
    OrderSummary,
    PaymentMethodChange,
    PaymentMethodChanged,
    PostalAddress,
    Tracking,
)

router = APIRouter(prefix="/customers/{customer_id}", tags=["orders"])
_WRITE = refused_with(404, 409, 423)


@router.get("/orders", summary="A customer's orders, newest first", responses=refused_with())
async def list_orders(
    customer_id: CustomerId,
    work: Reading,
    state: OrderState | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[OrderSummary]:
    """All states unless one is named."""
    return await orders.summaries(work, customer_id, state, limit)


@router.get("/orders/{order_id}", summary="An order", responses=refused_with(404))
async def get_order(customer_id: CustomerId, order_id: OrderId, work: Reading) -> OrderSummary:
    """Its items, state and total."""
    return orders.summary(await orders.load(work, customer_id, order_id))


@router.get("/orders/{order_id}/tracking", summary="Where it is", responses=refused_with(404))
async def track_order(customer_id: CustomerId, order_id: OrderId, work: Reading) -> Tracking:
    """Each parcel with carrier, tracking number, estimated delivery, place and history."""
    return await orders.track(work, customer_id, order_id)


@router.get("/orders/{order_id}/invoice", summary="The bill", responses=refused_with(404))
async def get_invoice(customer_id: CustomerId, order_id: OrderId, work: Reading) -> Invoice:
    """The lines of the bill, and the money that moved."""
    return await invoices.invoice(work, customer_id, order_id)


@router.get("/charges", summary="What an amount was for", responses=refused_with(404))
async def explain_charge(
    customer_id: CustomerId,
    work: Reading,
    amount: Annotated[Decimal | None, Query(gt=0, decimal_places=2)] = None,
    order_id: str | None = None,
) -> ChargeExplained:
    """The payment nearest to the amount in USD; the latest one when no amount is given."""
    return await invoices.explain(work, customer_id, amount, order_id)


@router.post("/orders/{order_id}/cancellation", summary="Cancel it", responses=_WRITE)
async def cancel_order(
    customer_id: CustomerId, order_id: OrderId, body: Cancellation, write: AccountWrite
) -> OrderCancelled:
    """Pending orders only; the total goes back by the way it was paid."""
    return await write.once(
        OrderCancelled, lambda work: pending.cancel(work, customer_id, order_id, body.reason)
    )


@router.post(
    "/orders/{order_id}/item-changes",
    summary="Swap items for other variants",
    responses=refused_with(403, 404, 409, 423),
)
async def change_items(
    customer_id: CustomerId, order_id: OrderId, body: ItemChanges, write: AccountWrite
) -> ItemsChanged:
    """Pending orders only, once per order, all in one request."""
    return await write.once(
        ItemsChanged, lambda work: pending.change_items(work, customer_id, order_id, body)
    )


@router.put("/orders/{order_id}/payment-method", summary="Pay in another way", responses=_WRITE)
async def change_payment_method(
    customer_id: CustomerId, order_id: OrderId, body: PaymentMethodChange, write: AccountWrite
) -> PaymentMethodChanged:
    """Pending orders only; another single way of paying, which must cover the total."""
    return await write.once(
        PaymentMethodChanged,
        lambda work: pending.change_payment_method(work, customer_id, order_id, body.method),
    )


@router.put("/orders/{order_id}/address", summary="Send it elsewhere", responses=_WRITE)
async def change_order_address(
    customer_id: CustomerId, order_id: OrderId, body: PostalAddress, write: AccountWrite
) -> OrderAddressChanged:
    """Pending orders only, free of charge; later see delivery changes."""
    return await write.once(
        OrderAddressChanged,
        lambda work: pending.change_address(work, customer_id, order_id, body),
    )


@router.post("/orders/{order_id}/delivery-changes", summary="Change its delivery", responses=_WRITE)
async def change_delivery(
    customer_id: CustomerId, order_id: OrderId, body: DeliveryChangeIn, write: AccountWrite
) -> DeliveryChanged:
    """Address 5.99, another day 2.99, instructions and holding free; not once out for delivery."""
    return await write.once(
        DeliveryChanged, lambda work: deliveries.change(work, customer_id, order_id, body)
    )


@router.post("/orders/{order_id}/delivery-issues", summary="Report its delivery", responses=_WRITE)
async def report_delivery_issue(
    customer_id: CustomerId, order_id: OrderId, body: DeliveryIssueIn, write: AccountWrite
) -> DeliveryIssueOpened:
    """Opens a case, and says what is promised and when."""
    return await write.once(
        DeliveryIssueOpened,
        lambda work: deliveries.report_issue(work, customer_id, order_id, body),
    )


@router.post("/orders/{order_id}/disputes", summary="Dispute a charge", responses=_WRITE)
async def dispute_charge(
    customer_id: CustomerId, order_id: OrderId, body: DisputeIn, write: AccountWrite
) -> DisputeOpened:
    """A small fee is checked; anything else goes to a person. No money moves yet."""
    return await write.once(
        DisputeOpened, lambda work: disputes.open_dispute(work, customer_id, order_id, body)
    )
