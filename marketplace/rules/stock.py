"""How much there is of what, and taking it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.refusals import OutOfStock
from marketplace.schemas import StockLevel
from marketplace.tables import OrderItem, Stock, Variant
from marketplace.work import UnitOfWork


def level(quantity: int, threshold: int) -> StockLevel:
    """Out of stock, low (at the product's threshold or below), or in stock."""
    if quantity <= 0:
        return "out_of_stock"
    return "low" if quantity <= threshold else "in_stock"


@dataclass(frozen=True, slots=True)
class Taken:
    """Where pieces came from: most of them from one warehouse, the rest from others."""

    warehouse: str
    elsewhere: dict[str, int] | None
    """Pieces by warehouse; None where the first had enough."""


async def take(work: UnitOfWork, sku: str, quantity: int) -> Taken:
    """Takes pieces of a variant from as few warehouses as possible.

    Raises:
        OutOfStock: all warehouses together have not that many.
    """
    # In the order of the warehouses: two who take at once then wait for each other in one order.
    shelves = await work.session.scalars(
        select(Stock)
        .where(Stock.sku == sku, Stock.quantity > 0)
        .order_by(Stock.warehouse)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    fullest = sorted(shelves, key=lambda shelf: -shelf.quantity)
    if sum(shelf.quantity for shelf in fullest) < quantity:
        raise OutOfStock(sku=sku)
    taken: dict[str, int] = {}
    for shelf in fullest:
        pieces = min(shelf.quantity, quantity - sum(taken.values()))
        if pieces:
            shelf.quantity -= pieces
            taken[shelf.warehouse] = pieces
    first, *others = taken
    return Taken(first, {name: taken[name] for name in others} or None)


async def put_back(work: UnitOfWork, item: OrderItem) -> None:
    """Gives back the pieces of a line that were taken and never left."""
    pieces = dict(item.elsewhere or {})
    pieces[item.warehouse] = item.quantity - sum(pieces.values())
    for warehouse, quantity in sorted(pieces.items()):
        shelf = await work.session.get(Stock, (item.sku, warehouse), with_for_update=True)
        if shelf is None:
            work.session.add(Stock(sku=item.sku, warehouse=warehouse, quantity=quantity))
        else:
            shelf.quantity += quantity


async def by_sku(work: UnitOfWork, skus: Iterable[str]) -> dict[str, int]:
    """How many of each variant there are, over all warehouses."""
    rows = await work.session.execute(
        select(Stock.sku, func.sum(Stock.quantity))
        .where(Stock.sku.in_(list(skus)))
        .group_by(Stock.sku)
    )
    return {sku: int(quantity) for sku, quantity in rows}


async def by_product(work: UnitOfWork, product_ids: Iterable[str]) -> dict[str, int]:
    """How many of each product there are, over all variants and warehouses."""
    rows = await work.session.execute(
        select(Variant.product_id, func.sum(Stock.quantity))
        .join(Stock, Stock.sku == Variant.sku)
        .where(Variant.product_id.in_(list(product_ids)))
        .group_by(Variant.product_id)
    )
    return {product_id: int(quantity) for product_id, quantity in rows}
