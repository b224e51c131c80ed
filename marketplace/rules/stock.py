"""How much there is of what, and taking it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from marketplace.refusals import OutOfStock
from marketplace.schemas import StockLevel
from marketplace.tables import Stock, Variant
from marketplace.work import UnitOfWork


def level(quantity: int, threshold: int) -> StockLevel:
    """Out of stock, low (at the product's threshold or below), or in stock."""
    if quantity <= 0:
        return "out_of_stock"
    return "low" if quantity <= threshold else "in_stock"


async def take(work: UnitOfWork, sku: str, quantity: int) -> str:
    """Takes a variant from the warehouse that has most of it; returns the warehouse.

    Raises:
        OutOfStock: no warehouse has that many.
    """
    shelf = await work.session.scalar(
        select(Stock)
        .where(Stock.sku == sku, Stock.quantity >= quantity)
        .order_by(Stock.quantity.desc(), Stock.warehouse)
        .limit(1)
        .with_for_update()
    )
    if shelf is None:
        raise OutOfStock(sku=sku)
    shelf.quantity -= quantity
    return shelf.warehouse


async def put_back(work: UnitOfWork, sku: str, warehouse: str, quantity: int) -> None:
    """Gives back what was taken and never left."""
    shelf = await work.session.get(Stock, (sku, warehouse), with_for_update=True)
    if shelf is None:
        work.session.add(Stock(sku=sku, warehouse=warehouse, quantity=quantity))
    else:
        shelf.quantity += quantity


async def by_product(work: UnitOfWork, product_ids: Iterable[str]) -> dict[str, int]:
    """How many of each product there are, over all variants and warehouses."""
    rows = await work.session.execute(
        select(Variant.product_id, func.sum(Stock.quantity))
        .join(Stock, Stock.sku == Variant.sku)
        .where(Variant.product_id.in_(list(product_ids)))
        .group_by(Variant.product_id)
    )
    return {product_id: int(quantity) for product_id, quantity in rows}
