"""A seller's part of the orders that hold something of theirs.

What is the seller's is told by the listing of each line; who bought it is told to nobody here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from marketplace.rules import bill
from marketplace.schemas import Sale, SaleStatus, SoldItem
from marketplace.tables import Fulfilment, FulfilmentLine, Order, OrderItem, Product
from marketplace.work import UnitOfWork

OPEN_STATES = ("pending", "processed")
_OF_STATES: dict[str, SaleStatus] = {
    "shipped": "shipped",
    "out_for_delivery": "shipped",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "return_requested": "sent_back",
    "exchange_requested": "sent_back",
    "returned": "sent_back",
    "exchanged": "sent_back",
}


async def of_seller(
    work: UnitOfWork, seller_id: str, status: SaleStatus | None, limit: int
) -> list[Sale]:
    """The seller's sales, newest first. The number of queries does not grow with them."""
    query = (
        select(Order.order_id, Order.state, Order.placed_at)
        .where(Order.order_id.in_(_with_a_line_of(seller_id)))
        .order_by(Order.placed_at.desc(), Order.order_id)
        .limit(limit)
    )
    if status is not None:
        query = query.where(_is(status, seller_id))
    found = list(await work.session.execute(query))
    if not found:
        return []
    lines = await _lines(work, seller_id, [order_id for order_id, _, _ in found])
    return [
        _sale(order_id, state, placed_at, lines[order_id]) for order_id, state, placed_at in found
    ]


async def count_to_ship(work: UnitOfWork, seller_id: str) -> int:
    """Orders with something of theirs that has not been sent."""
    found = await work.session.scalar(
        select(func.count(Order.order_id.distinct()))
        .select_from(OrderItem)
        .join(Product, Product.product_id == OrderItem.product_id)
        .join(Order, Order.order_id == OrderItem.order_id)
        .where(Product.seller_id == seller_id, Order.state.in_(OPEN_STATES), ~_in_a_parcel())
    )
    return found or 0


async def theirs(work: UnitOfWork, seller_id: str, items: Iterable[OrderItem]) -> dict[int, str]:
    """The lines among these that are the seller's, each with the name of its listing."""
    wanted = list(items)
    rows = await work.session.execute(
        select(Product.product_id, Product.name).where(
            Product.product_id.in_({item.product_id for item in wanted}),
            Product.seller_id == seller_id,
        )
    )
    names: dict[str, str] = {row.product_id: row.name for row in rows}
    return {item.line: names[item.product_id] for item in wanted if item.product_id in names}


def _with_a_line_of(seller_id: str) -> Select[str]:
    return (
        select(OrderItem.order_id)
        .join(Product, Product.product_id == OrderItem.product_id)
        .where(Product.seller_id == seller_id)
    )


def _in_a_parcel() -> ColumnElement[bool]:
    return exists(
        select(FulfilmentLine.line)
        .join(Fulfilment, Fulfilment.tracking_number == FulfilmentLine.tracking_number)
        .where(
            Fulfilment.order_id == OrderItem.order_id,
            FulfilmentLine.line == OrderItem.line,
        )
        .correlate(OrderItem)
    )


def _is(status: SaleStatus, seller_id: str) -> ColumnElement[bool]:
    of_states = Order.state.in_([state for state, is_ in _OF_STATES.items() if is_ == status])
    if status not in ("to_ship", "shipped"):
        return of_states
    unsent = Order.order_id.in_(_with_a_line_of(seller_id).where(~_in_a_parcel()))
    if status == "to_ship":
        return and_(Order.state.in_(OPEN_STATES), unsent)
    return of_states | and_(Order.state.in_(OPEN_STATES), ~unsent)


async def _lines(
    work: UnitOfWork, seller_id: str, order_ids: list[str]
) -> dict[str, list[tuple[SoldItem, bool]]]:
    """The seller's lines of these orders, each with whether it is in a parcel."""
    rows = await work.session.execute(
        select(OrderItem, Product.name, _in_a_parcel())
        .join(Product, Product.product_id == OrderItem.product_id)
        .where(OrderItem.order_id.in_(order_ids), Product.seller_id == seller_id)
        .order_by(OrderItem.order_id, OrderItem.line)
    )
    found: dict[str, list[tuple[SoldItem, bool]]] = defaultdict(list)
    for item, name, sent in rows:
        sold = SoldItem(
            line=item.line,
            product_id=item.product_id,
            name=name,
            options=item.options,
            quantity=item.quantity,
            price=item.unit_price * item.quantity,
        )
        found[item.order_id].append((sold, bool(sent)))
    return found


def _sale(order_id: str, state: str, placed_at: object, lines: list[tuple[SoldItem, bool]]) -> Sale:
    whole = all(sent for _, sent in lines)
    status = _OF_STATES.get(state, "shipped" if whole else "to_ship")
    items = [item for item, _ in lines]
    return Sale.model_validate(
        {
            "order_id": order_id,
            "status": status,
            "placed_at": placed_at,
            "items": items,
            "total": sum((item.price for item in items), bill.ZERO),
        }
    )
