"""Among which products to look for something like another: few, and found by an index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlalchemy import Select, func, select, union_all

from marketplace.rules import options
from marketplace.rules.likeness import Candidate
from marketplace.tables import Product
from marketplace.work import UnitOfWork

Ids = Select[str]


def near(category: str, kind: str, price: Decimal, count: int) -> list[Ids]:
    """Of a kind, as many as `count` at the price or below, and as many above."""
    of_kind = select(Product.product_id).where(Product.category == category, Product.kind == kind)
    below = of_kind.where(Product.price_from <= price).order_by(Product.price_from.desc())
    above = of_kind.where(Product.price_from > price).order_by(Product.price_from)
    tie = Product.product_id
    return [below.order_by(tie).limit(count), above.order_by(tie).limit(count)]


def by_brand(brand: str, category: str, count: int) -> Ids:
    """Of a maker or an author."""
    return (
        select(Product.product_id)
        .where(func.lower(Product.brand) == brand.lower(), Product.category == category)
        .order_by(Product.product_id)
        .limit(count)
    )


def in_series(series: str, count: int) -> Ids:
    """The first volumes of a series."""
    return (
        select(Product.product_id)
        .where(Product.series == series)
        .order_by(Product.series_position)
        .limit(count)
    )


async def found(work: UnitOfWork, queries: Iterable[Ids]) -> list[Candidate]:
    """What the queries find, each once, in one request, with colours."""
    parts = [select(query.subquery().c.product_id) for query in queries]
    chosen = union_all(*parts).subquery()
    return await loaded(
        work,
        (
            await work.session.scalars(
                select(Product)
                .where(Product.product_id.in_(select(chosen.c.product_id)))
                .order_by(Product.product_id)
            )
        ).all(),
    )


async def loaded(work: UnitOfWork, products: Sequence[Product]) -> list[Candidate]:
    """Products with the colours in which they come."""
    colors = await options.values(work, [p.product_id for p in products], "color")
    return [Candidate(product, colors.get(product.product_id, ())) for product in products]
