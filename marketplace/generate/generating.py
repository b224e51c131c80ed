"""Making as much as is wanted, after what is already there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.generate import catalogue, people, purchases
from marketplace.generate.purchases import Shop, Sold
from marketplace.generate.writing import Writer
from marketplace.market import Marketplace
from marketplace.search import index_products
from marketplace.tables import Customer, Order, Product, Variant

_SOLD = 20_000
"""How many variants are in orders; enough that a product of a large shop is seldom bought twice."""
_INDEXED_AT_ONCE = 2_000
Told = Callable[[str], object]


class AlreadyGenerated(Exception):
    """There is generated data, and more was not asked for."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many of each to make."""

    customers: int
    products: int
    orders: int


async def generate(
    market: Marketplace, amounts: Amounts, seed: int, *, more: bool, tell: Told
) -> None:
    """Makes customers, products and orders; orders are of the customers that are made with them.

    Args:
        market: where to.
        amounts: how many.
        seed: the same one makes the same data.
        more: whether to go on after what was generated before.
        tell: takes a line of progress.

    Raises:
        AlreadyGenerated: there is generated data and `more` is not set; nothing was made.
        ValueError: orders without a customer or a product to be of.
    """
    async with market.reading() as work:
        customers = await _following(work.session, Customer.customer_id, people.number_of)
        products = await _following(work.session, Product.product_id, catalogue.number_of)
        orders = await _following(work.session, Order.order_id, purchases.number_of)
        now = work.now
    if (customers or products or orders) and not more:
        raise AlreadyGenerated
    if amounts.orders and not amounts.customers:
        raise ValueError("Orders need customers to be of: ask for some.")
    writer = Writer(market.database)
    made = people.customers(customers, amounts.customers, seed, market.vault, now)
    for customer, methods in made:
        await writer.add({"customers": [customer], "payment_methods": methods})
    await writer.flush()
    tell(f"{amounts.customers:,} customers")
    await _products(market, writer, products, amounts.products, seed)
    tell(f"{amounts.products:,} products")
    async with market.reading() as work:
        sold = await _sold(work.session)
    if amounts.orders and not sold:
        raise ValueError("Orders need products to be of: ask for some.")
    shop = Shop(sold, (customers, amounts.customers), seed, now, market.vault)
    for rows in purchases.orders(orders, amounts.orders, shop):
        await writer.add(rows)
    await writer.flush()
    await market.database.analyze()
    tell(f"{amounts.orders:,} orders")


async def _products(market: Marketplace, writer: Writer, start: int, count: int, seed: int) -> None:
    for product in catalogue.products(start, count, seed):
        await writer.add(
            {"products": [product.product], "variants": product.variants, "stock": product.stock}
        )
    await writer.flush()
    refs = [catalogue.product_id(number) for number in range(start, start + count)]
    for begin in range(0, count, _INDEXED_AT_ONCE):
        async with market.writing() as work:
            await index_products(work.session, refs[begin : begin + _INDEXED_AT_ONCE])


async def _following(
    session: AsyncSession,
    column: InstrumentedAttribute[str],
    number_of: Callable[[str], int | None],
) -> int:
    """The number after the highest generated one.

    Numbers of one prefix have as many digits, so that the longest and last is the highest.
    """
    prefixes = ("ELEC", "HOME", "FASH", "BOOK") if column is Product.product_id else ("",)
    highest = -1
    for prefix in prefixes:
        query = select(column).where(column.startswith(prefix)) if prefix else select(column)
        last = await session.scalar(query.order_by(func.length(column).desc(), column.desc()))
        found = number_of(last) if last is not None else None
        highest = highest if found is None else max(highest, found)
    return highest + 1


async def _sold(session: AsyncSession) -> list[Sold]:
    rows = await session.execute(
        select(
            Variant.sku,
            Product.product_id,
            Product.name,
            Product.category,
            Variant.options,
            Variant.price,
            Product.final_sale,
        )
        .join(Product, Product.product_id == Variant.product_id)
        .order_by(Variant.position, func.substr(Variant.sku, 5).desc())
        .limit(_SOLD)
    )
    return [Sold(*row) for row in rows]
