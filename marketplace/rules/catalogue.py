"""Products as a caller sees them, and what is known about them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.refusals import NothingToCompare, VariantNotFound
from marketplace.rules import matching, stock
from marketplace.rules.narrowing import Filters
from marketplace.rules.product_search import find as find
from marketplace.rules.product_search import products_for
from marketplace.schemas import (
    Comparison,
    ProductDetails,
    ProductFound,
    ProductSummary,
    SpecRow,
    StockReport,
    VariantDetails,
)
from marketplace.tables import Product, Specs, Variant
from marketplace.work import UnitOfWork


async def search(work: UnitOfWork, words: str, filters: Filters, limit: int) -> ProductFound:
    """Products that fit, best first; without words the cheapest first."""
    found = await products_for(work, words, filters, limit + 1)
    return ProductFound(products=await _summaries(work, found[:limit]), more=len(found) > limit)


async def details(work: UnitOfWork, reference: str) -> ProductDetails:
    """All that is known about a product.

    Raises:
        ProductNotFound: there is none like that.
    """
    product = await find(work, reference)
    variants = await _variants(work, product)
    summary = (await _summaries(work, [product]))[0]
    return ProductDetails(
        **summary.model_dump(),
        description=product.description,
        specs=product.specs,
        care=product.care,
        series=product.series,
        series_position=product.series_position,
        final_sale=product.final_sale,
        variants=variants,
    )


async def compare(work: UnitOfWork, references: Sequence[str]) -> Comparison:
    """Two to four products side by side, property by property.

    Raises:
        ProductNotFound: one of them is not there.
        NothingToCompare: they are the same product.
    """
    products = [await find(work, reference) for reference in references]
    if len({product.product_id for product in products}) < len(products):
        raise NothingToCompare
    names = dict.fromkeys(name for product in products for name in product.specs)
    return Comparison(
        products=await _summaries(work, products),
        rows=[
            SpecRow(name=name, values=[_shown(product.specs, name) for product in products])
            for name in names
        ],
    )


async def stock_of(work: UnitOfWork, reference: str, wanted: str | None) -> StockReport:
    """How much there is of a product, or of the variants that fit some words ("size 10 blue").

    Raises:
        ProductNotFound: there is none like that.
        VariantNotFound: it does not come like that.
    """
    product = await find(work, reference)
    variants = await _variants(work, product)
    if wanted is not None:
        # The "white" of a white T-shirt that comes in sizes only is no version of it.
        asked = matching.words(wanted) - matching.words(product.name)
        fits = [v for v in variants if asked <= _option_words(v)]
        if not fits:
            raise VariantNotFound(options=[", ".join(v.options.values()) for v in variants])
        variants = fits
    quantity = sum(variant.quantity for variant in variants)
    return StockReport(
        product_id=product.product_id,
        name=product.name,
        level=stock.level(quantity, product.low_stock_threshold),
        quantity=quantity,
        variants=variants,
    )


async def summaries_of(work: UnitOfWork, products: Sequence[Product]) -> list[ProductSummary]:
    """Products as a list shows them, with what there is of each."""
    return await _summaries(work, products)


async def _summaries(work: UnitOfWork, products: Sequence[Product]) -> list[ProductSummary]:
    quantities = await stock.by_product(work, [product.product_id for product in products])
    return [
        ProductSummary.model_validate(
            {
                "product_id": product.product_id,
                "name": product.name,
                "brand": product.brand,
                "category": product.category,
                "kind": product.kind,
                "price_from": product.price_from,
                "stock": stock.level(
                    quantities.get(product.product_id, 0), product.low_stock_threshold
                ),
            }
        )
        for product in products
    ]


async def _variants(work: UnitOfWork, product: Product) -> list[VariantDetails]:
    rows = await work.session.scalars(
        select(Variant)
        .where(Variant.product_id == product.product_id)
        .order_by(Variant.position)
        .options(selectinload(Variant.stock))
    )
    found = []
    for variant in rows:
        quantity = sum(shelf.quantity for shelf in variant.stock)
        found.append(
            VariantDetails(
                sku=variant.sku,
                options=variant.options,
                price=variant.price,
                quantity=quantity,
                stock=stock.level(quantity, product.low_stock_threshold),
            )
        )
    return found


def _option_words(variant: VariantDetails) -> set[str]:
    return matching.words(" ".join((*variant.options, *variant.options.values())))


def _shown(specs: Specs, name: str) -> str | None:
    value = specs.get(name)
    if value is None:
        return None
    return ", ".join(value) if isinstance(value, list) else str(value)
