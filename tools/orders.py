"""Orders that are on their way, or have not left yet."""

from __future__ import annotations

from typing import Annotated, Literal

from spoken import say
from tools import order_history
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.orders_by_name import swaps_meant
from tools.result import Result
from tools.types import ItemSwaps, OrderNumber, PaymentMethod, asked
from tools.words import orders as told

CancelReason = Annotated[
    Literal["no_longer_needed", "ordered_by_mistake"],
    asked(
        "Do you no longer need it, or was it ordered by mistake?",
        words={
            "no_longer_needed": [
                "no longer needed", "don't need it", "changed my mind", "don't want it anymore",
            ],
            "ordered_by_mistake": [
                "by mistake", "by accident", "wrong order", "mistake", "accidentally",
            ],
        },
    ),
]  # fmt: skip


@action(
    effect="read",
    category="orders",
)
async def track_order(call: Call, order: OrderNumber) -> Result:
    """Where an order is: status, carrier, estimated delivery, location, history."""
    seen = await call.services.orders.track(order)
    return Result(told.tracking(seen, call.today), facts=seen)


@action(
    effect="read",
    category="orders",
)
async def list_orders(call: Call) -> Result:
    """The customer's orders, newest first. Use when they do not know the order number."""
    seen = await call.services.orders.list()
    return Result(told.orders(seen), facts=seen)


@action(
    effect="read",
    category="orders",
)
async def get_shipping_updates(call: Call, order: OrderNumber) -> Result:
    """What happened to an order's parcel lately, newest first."""
    seen = await call.services.orders.track(order)
    return Result(told.history(seen, call.today), facts=seen)


async def _would_cancel(call: Call, order: str, reason: CancelReason) -> Previewed:
    seen = await call.services.orders.cancel(order, reason)
    return Previewed(f"I'd cancel {say.reference(order)}. {told.refunds(seen.refunds)}")


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_cancel,
)
async def cancel_order(call: Call, order: OrderNumber, reason: CancelReason) -> Result:
    """Cancel an order that is still pending."""
    seen = await call.services.orders.cancel(order, reason)
    await order_history.reload(call)
    return Result(f"Your order is cancelled. {told.refunds(seen.refunds)}", facts=seen)


async def _would_modify(
    call: Call, order: str, changes: ItemSwaps, settle_with: PaymentMethod
) -> Previewed:
    meant = swaps_meant(call, order, changes)
    seen = await call.services.orders.change_items(order, meant, settle_with)
    wanted = say.listing([change.wanted for change in changes])
    return Previewed(
        f"I'd change your order to {wanted}. {told.settlement(seen.settlement)} "
        "After that it can't be changed again or cancelled."
    )


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_modify,
)
async def modify_order_items(
    call: Call, order: OrderNumber, changes: ItemSwaps, settle_with: PaymentMethod
) -> Result:
    """Change items of a pending order for other variants of the same product, all at once."""
    meant = swaps_meant(call, order, changes)
    seen = await call.services.orders.change_items(order, meant, settle_with)
    await order_history.reload(call)
    return Result(f"Your order is changed. {told.settlement(seen.settlement)}", facts=seen)


async def _would_change_payment(call: Call, order: str, method: PaymentMethod) -> Previewed:
    seen = await call.services.orders.change_payment_method(order, method)
    return Previewed(
        f"I'd move {say.money(seen.amount)} from {told.PAID_BY[seen.previous]} to "
        f"{told.PAID_BY[seen.method]}."
    )


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_change_payment,
)
async def change_payment_method(call: Call, order: OrderNumber, method: PaymentMethod) -> Result:
    """Pay a pending order in another single way that the customer has on file."""
    seen = await call.services.orders.change_payment_method(order, method)
    return Result(f"Done: it's paid by {told.PAID_BY[seen.method]} now.", facts=seen)
