"""What of a delivered order can be sent back, and until when (Orders and money)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from marketplace.refusals import (
    AlreadyRefunded,
    AlreadyReturned,
    FinalSale,
    NotDelivered,
    OpenedWindowClosed,
    OrderAlreadyCancelled,
    Refusal,
    ReturnWindowClosed,
)
from marketplace.rules import orders
from marketplace.schemas import Eligibility, ItemEligibility
from marketplace.tables import Order, OrderItem, Return
from marketplace.work import UnitOfWork

WINDOW = timedelta(days=30)
OPENED_ELECTRONICS_WINDOW = timedelta(days=14)


async def report(work: UnitOfWork, customer_id: str, order_id: str, *, opened: bool) -> Eligibility:
    """Whether an order, and which of its items, can be sent back today.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
    """
    order = await orders.load(work, customer_id, order_id)
    today = work.now.date()
    forbidden = await order_refusal(work, order)
    items = [_item(order, item, today, opened, forbidden) for item in order.items]
    eligible = any(item.eligible for item in items)
    broken = None
    if not eligible:
        broken = forbidden or item_refusal(order, order.items[0], today, opened=opened)
    return Eligibility(
        order_id=order.order_id,
        eligible=eligible,
        reason=broken.code if broken else None,
        detail=broken.detail if broken else None,
        delivered_at=order.delivered_at,
        items=items,
    )


async def require(
    work: UnitOfWork, order: Order, items: Iterable[OrderItem], *, opened: bool
) -> None:
    """Raises the first rule that forbids sending these items back.

    Raises:
        OrderAlreadyCancelled: the order was cancelled.
        NotDelivered: it has not arrived.
        AlreadyReturned: it has a return or an exchange.
        AlreadyRefunded: the money for an item went back before.
        FinalSale: an item was sold for good.
        ReturnWindowClosed: thirty days have passed.
        OpenedWindowClosed: fourteen have, and the electronics were opened.
    """
    forbidden = await order_refusal(work, order)
    if forbidden is not None:
        raise forbidden
    for item in items:
        broken = item_refusal(order, item, work.now.date(), opened=opened)
        if broken is not None:
            raise broken


async def order_refusal(work: UnitOfWork, order: Order) -> Refusal | None:
    """The rule that forbids a return of anything in the order."""
    if order.state == "cancelled":
        return OrderAlreadyCancelled()
    existing = await work.session.scalar(
        select(Return.return_id).where(Return.order_id == order.order_id)
    )
    if existing is not None:
        return AlreadyReturned(return_id=existing)
    if order.state != "delivered" or order.delivered_at is None:
        return NotDelivered(state=order.state)
    return None


def item_refusal(order: Order, item: OrderItem, today: date, *, opened: bool) -> Refusal | None:
    """The rule that forbids a return of this item of a delivered order."""
    if order.delivered_at is None:
        return NotDelivered(state=order.state)
    if item.refunded:
        return AlreadyRefunded(item=item.name)
    if item.final_sale:
        return FinalSale(item=item.name)
    delivered = order.delivered_at.date()
    if today > delivered + WINDOW:
        return ReturnWindowClosed(item=item.name, delivered_on=delivered)
    if opened and item.category == "electronics" and today > delivered + OPENED_ELECTRONICS_WINDOW:
        return OpenedWindowClosed(item=item.name, delivered_on=delivered)
    return None


def _item(
    order: Order, item: OrderItem, today: date, opened: bool, forbidden: Refusal | None
) -> ItemEligibility:
    broken = forbidden or item_refusal(order, item, today, opened=opened)
    last = last_if_opened = None
    if order.delivered_at is not None and not item.final_sale:
        delivered = order.delivered_at.date()
        short = OPENED_ELECTRONICS_WINDOW if item.category == "electronics" else WINDOW
        last, last_if_opened = delivered + WINDOW, delivered + short
    return ItemEligibility(
        line=item.line,
        name=item.name,
        eligible=broken is None,
        reason=broken.code if broken else None,
        return_by=last,
        return_by_if_opened=last_if_opened,
    )
