"""Sending items back or exchanging them, once per order, all items in one request."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from marketplace.refusals import PickupDateUnavailable, PickupNotOpen, ReturnNotFound
from marketplace.rules import (
    bill,
    customers,
    eligibility,
    ledger,
    loyalty,
    matching,
    orders,
    outbox,
    stock,
)
from marketplace.rules.pending import variants_by_product
from marketplace.rules.references import canonical, fresh
from marketplace.rules.refunds import refund_method
from marketplace.schemas import (
    ExchangeIn,
    ExchangeOpened,
    PickupIn,
    PickupScheduled,
    ReturnIn,
    ReturnOpened,
    ReturnStatus,
)
from marketplace.tables import Order, OrderItem, PaymentMethod, Return, ReturnItem
from marketplace.work import UnitOfWork

_SEND_BACK_WITHIN = timedelta(days=14)
_PICKUP_DAYS_AHEAD = 14


async def open_return(
    work: UnitOfWork, customer_id: str, order_id: str, asked: ReturnIn
) -> ReturnOpened:
    """Opens a return and emails its label. The refund is a step of its own.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        ItemNotInOrder: an item is not in it.
        ItemAmbiguous: several items fit.
        RefundMethodNotAllowed: neither the original way of paying nor a gift card they have.
        Refusal: a rule of `eligibility.require`.
    """
    order = await orders.load(work, customer_id, order_id, change=True)
    items = matching.pick(order.items, asked.items)
    await eligibility.require(work, order, items, opened=asked.opened)
    wallet = await ledger.open_wallet(work, customer_id)
    method = refund_method(order, wallet, asked.refund_to)
    opened = await _open(work, order, items, "return", asked.reason, method, asked.opened)
    opened.value = bill.value_of(order, items)
    order.state = "return_requested"
    await _email_label(work, customer_id, opened, items)
    return ReturnOpened.model_validate(
        {
            "return_id": opened.return_id,
            "order_id": order.order_id,
            "items": [item.name for item in items],
            "reason": asked.reason,
            "refund_amount": opened.value,
            "refund_method": method.kind,
            "send_back_by": opened.send_back_by,
            "label_emailed": True,
        }
    )


async def exchange(
    work: UnitOfWork, customer_id: str, order_id: str, asked: ExchangeIn
) -> ExchangeOpened:
    """Exchanges items for other variants of the same products and settles the difference.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        ItemNotInOrder: an item is not in it.
        ItemAmbiguous: several items fit.
        VariantNotFound: a product does not come like that.
        SameVariant: it is the one they have.
        OutOfStock: the variant is not there.
        PaymentMethodNotFound: no such way of paying.
        GiftCardTooLow: the gift card does not cover the difference.
        ApprovalRequired: the difference that goes back is too high for that.
        Refusal: a rule of `eligibility.require`.
    """
    order = await orders.load(work, customer_id, order_id, change=True)
    items = matching.pick_distinct(order.items, (change.item for change in asked.changes))
    await eligibility.require(work, order, items, opened=asked.opened)
    wallet = await ledger.open_wallet(work, customer_id)
    method = wallet.choose(asked.settle_with or order.method_id)
    variants = await variants_by_product(work, (item.product_id for item in items))
    opened = await _open(work, order, items, "exchange", asked.reason, method, asked.opened)
    new_items = {row.line: row for row in opened.items}
    difference, replacements = bill.ZERO, []
    for item, change in zip(items, asked.changes, strict=True):
        new = matching.pick_variant(item, variants[item.product_id], change.wanted)
        await stock.take(work, new.sku, item.quantity)
        new_items[item.line].new_sku = new.sku
        difference += (new.price - item.unit_price) * item.quantity
        replacements.append(", ".join((item.name, *new.options.values())))
    settlement = await ledger.settle(work, order, method, difference, "exchanged")
    await loyalty.follow(work, order, "exchanged")
    order.state = "exchange_requested"
    await _email_label(work, customer_id, opened, items)
    return ExchangeOpened(
        return_id=opened.return_id,
        order_id=order.order_id,
        items=[item.name for item in items],
        replacements=replacements,
        settlement=settlement,
        send_back_by=opened.send_back_by,
        label_emailed=True,
    )


async def schedule_pickup(
    work: UnitOfWork, customer_id: str, reference: str, asked: PickupIn
) -> PickupScheduled:
    """Has the carrier fetch the parcel of a return, named by its own or its order's number.

    Raises:
        ReturnNotFound: there is none, or it belongs to somebody else.
        PickupNotOpen: the parcel is on its way already.
        PickupDateUnavailable: not a weekday from tomorrow up to fourteen days ahead.
    """
    _, found = await _load(work, customer_id, reference, change=True)
    if found.state not in {"label_sent", "pickup_scheduled"}:
        raise PickupNotOpen(state=found.state)
    today = work.now.date()
    in_time = today < asked.day <= today + timedelta(days=_PICKUP_DAYS_AHEAD)
    if not in_time or asked.day.weekday() > 4:
        raise PickupDateUnavailable
    found.state = "pickup_scheduled"
    found.pickup_on, found.pickup_window = asked.day, asked.window
    return PickupScheduled(return_id=found.return_id, day=asked.day, window=asked.window)


async def status(work: UnitOfWork, customer_id: str, reference: str) -> ReturnStatus:
    """Where a return stands, named by its own or its order's number.

    Raises:
        ReturnNotFound: there is none, or it belongs to somebody else.
    """
    order_id, found = await _load(work, customer_id, reference)
    order = await orders.load(work, customer_id, order_id)
    return await _status(work, customer_id, order, found)


async def statuses(work: UnitOfWork, customer_id: str) -> list[ReturnStatus]:
    """All returns and exchanges of a customer, newest first."""
    rows = await work.session.execute(
        select(Return, Order)
        .join(Order, Order.order_id == Return.order_id)
        .where(Order.customer_id == customer_id)
        .order_by(Return.opened_at.desc())
        .options(selectinload(Return.items), selectinload(Order.payments))
    )
    kinds = {m.method_id: m.kind for m in await ledger.methods_of(work, customer_id)}
    return [_as_status(order, found, kinds[found.method_id]) for found, order in rows]


async def _status(work: UnitOfWork, customer_id: str, order: Order, found: Return) -> ReturnStatus:
    kinds = {m.method_id: m.kind for m in await ledger.methods_of(work, customer_id)}
    return _as_status(order, found, kinds[found.method_id])


def _as_status(order: Order, found: Return, method: str) -> ReturnStatus:
    return ReturnStatus.model_validate(
        {
            "return_id": found.return_id,
            "order_id": found.order_id,
            "kind": found.kind,
            "state": found.state,
            "order_state": order.state,
            "items": [item.name for item in found.items],
            "opened_at": found.opened_at,
            "send_back_by": found.send_back_by,
            "pickup_on": found.pickup_on,
            "refund_amount": found.value,
            "refunded": bill.refunded(order),
            "refund_method": method,
        }
    )


async def _load(
    work: UnitOfWork, customer_id: str, reference: str, *, change: bool = False
) -> tuple[str, Return]:
    number = canonical(reference)
    query = (
        select(Return)
        .join(Order, Order.order_id == Return.order_id)
        .where(
            Order.customer_id == customer_id,
            or_(Return.return_id == number, Return.order_id == number),
        )
        .options(selectinload(Return.items))
    )
    found = await work.session.scalar(query.with_for_update(of=Return) if change else query)
    if found is None:
        raise ReturnNotFound
    return found.order_id, found


async def _open(
    work: UnitOfWork,
    order: Order,
    items: list[OrderItem],
    kind: Literal["return", "exchange"],
    reason: str,
    method: PaymentMethod,
    was_opened: bool,
) -> Return:
    opened = Return(
        return_id=await fresh(work, Return.return_id, "RET-", 6),
        order_id=order.order_id,
        kind=kind,
        state="label_sent",
        reason=reason,
        opened_at=work.now,
        send_back_by=(work.now + _SEND_BACK_WITHIN).date(),
        value=bill.ZERO,
        method_id=method.method_id,
        items=[ReturnItem(line=i.line, name=i.name, was_opened=was_opened) for i in items],
    )
    work.session.add(opened)
    return opened


async def _email_label(
    work: UnitOfWork, customer_id: str, opened: Return, items: list[OrderItem]
) -> None:
    customer = await customers.load(work, customer_id)
    names = ", ".join(item.name for item in items)
    outbox.email_customer(
        work,
        customer,
        "return_label",
        f"Hello {customer.first_name}, here is the label for {opened.kind} {opened.return_id} of "
        f"order {opened.order_id}: {names}. Please send it by {opened.send_back_by:%B %d, %Y}.",
    )
