"""Which orders a customer has, what is in them, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from marketplace.refusals import OrderAlreadyCancelled, OrderNotFound, OrderNotPending
from marketplace.rules import bill
from marketplace.rules.references import canonical
from marketplace.schemas import (
    OrderedItem,
    OrderState,
    OrderSummary,
    Parcel,
    Tracking,
    TrackingEvent,
)
from marketplace.tables import Fulfilment, Order, OrderItem
from marketplace.work import UnitOfWork


async def load(work: UnitOfWork, customer_id: str, order_id: str, *, change: bool = False) -> Order:
    """An order of this customer with its items, bill, ledger and parcels.

    Args:
        work: the transaction.
        customer_id: whose order it must be.
        order_id: in any spelling.
        change: lock it until the transaction ends.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
    """
    query = _of(customer_id, order_id).options(
        selectinload(Order.items),
        selectinload(Order.charges),
        selectinload(Order.payments),
        selectinload(Order.fulfilments),
    )
    order = await work.session.scalar(query.with_for_update() if change else query)
    if order is None:
        raise OrderNotFound
    return order


def _of(customer_id: str, order_id: str) -> Select[Order]:
    return select(Order).where(
        Order.order_id == canonical(order_id), Order.customer_id == customer_id
    )


async def load_pending(work: UnitOfWork, customer_id: str, order_id: str) -> Order:
    """An order that can still be changed, locked for it.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: it was cancelled.
        OrderNotPending: it is past pending.
    """
    order = await load(work, customer_id, order_id, change=True)
    if order.state == "cancelled":
        raise OrderAlreadyCancelled
    if order.state != "pending":
        raise OrderNotPending(state=order.state)
    return order


async def summaries(
    work: UnitOfWork, customer_id: str, state: OrderState | None, limit: int
) -> list[OrderSummary]:
    """The customer's orders, newest first. The number of queries does not grow with them."""
    query = (
        select(Order)
        .where(Order.customer_id == customer_id)
        .order_by(Order.placed_at.desc(), Order.order_id)
        .limit(limit)
        .options(
            selectinload(Order.items),
            selectinload(Order.charges),
            selectinload(Order.fulfilments),
        )
    )
    if state is not None:
        query = query.where(Order.state == state)
    return [summary(order) for order in await work.session.scalars(query)]


def summary(order: Order) -> OrderSummary:
    """An order as a list shows it."""
    return OrderSummary.model_validate(
        {
            "order_id": order.order_id,
            "state": order.state,
            "placed_at": order.placed_at,
            "delivered_at": order.delivered_at,
            "estimated_delivery": estimated_delivery(order),
            "items": [ordered_item(item) for item in order.items],
            "total": bill.total(order),
        }
    )


def ordered_item(item: OrderItem) -> OrderedItem:
    """A line of an order."""
    return OrderedItem(
        line=item.line,
        product_id=item.product_id,
        sku=item.sku,
        name=item.name,
        options=item.options,
        unit_price=item.unit_price,
        quantity=item.quantity,
    )


def estimated_delivery(order: Order) -> date | None:
    """When the last parcel is due, while one is on its way."""
    if order.state not in {"shipped", "out_for_delivery"}:
        return None
    return max((parcel.estimated_delivery for parcel in order.fulfilments), default=None)


async def track(work: UnitOfWork, customer_id: str, order_id: str) -> Tracking:
    """Where an order is, with the history of each parcel.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
    """
    parcels = selectinload(Order.fulfilments)
    order = await work.session.scalar(
        _of(customer_id, order_id).options(
            selectinload(Order.items),
            parcels.selectinload(Fulfilment.events),
            parcels.selectinload(Fulfilment.lines),
        )
    )
    if order is None:
        raise OrderNotFound
    return Tracking.model_validate(
        {
            "order_id": order.order_id,
            "state": order.state,
            "items": [item.name for item in order.items],
            "placed_at": order.placed_at,
            "delivered_at": order.delivered_at,
            "parcels": _parcels(order.fulfilments),
        }
    )


def _parcels(parcels: Sequence[Fulfilment]) -> list[Parcel]:
    return [
        Parcel(
            carrier=parcel.carrier,
            tracking_number=parcel.tracking_number,
            estimated_delivery=parcel.estimated_delivery,
            location=parcel.location,
            lines=sorted(line.line for line in parcel.lines),
            history=[
                TrackingEvent(at=event.at, status=event.status, location=event.location)
                for event in parcel.events
            ],
        )
        for parcel in parcels
    ]
