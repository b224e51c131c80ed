"""Products and articles, open to callers who only browse."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Path, Query

from marketplace.api.access import Reading
from marketplace.api.errors import refused_with
from marketplace.rules import articles, catalogue, compatibility
from marketplace.rules.compatibility import SystemFigures
from marketplace.rules.narrowing import Filters
from marketplace.schemas import (
    ArticlesFound,
    ArticleText,
    Category,
    Comparison,
    Compatibility,
    ProductDetails,
    ProductFound,
    StockReport,
)

router = APIRouter(tags=["catalogue"])
ProductReference = Annotated[
    str, Query(max_length=200, description="A product number, a stock number, or a name")
]
Words = Annotated[str, Query(max_length=500, description="As a person would say it")]
Name = Annotated[str, Query(max_length=200)]
Usd = Annotated[Decimal | None, Query(ge=0, description="US dollars")]
Limit = Annotated[int, Query(ge=1, le=50)]


@router.get("/products", summary="Search products", responses=refused_with())
async def search_products(
    work: Reading,
    q: Words = "",
    category: Category | None = None,
    kind: Name | None = None,
    brand: Name | None = None,
    size: Name | None = None,
    color: Name | None = None,
    min_price: Usd = None,
    max_price: Usd = None,
    in_stock: bool = False,
    limit: Limit = 5,
) -> ProductFound:
    """Best first; without words the cheapest first.

    Size, colour, price and stock must hold for one variant at once.
    """
    filters = Filters(category, kind, brand, size, color, min_price, max_price, in_stock)
    return await catalogue.search(work, q, filters, limit)


@router.get("/comparison", summary="Compare products", responses=refused_with(404))
async def compare_products(
    work: Reading, product: Annotated[list[str], Query(min_length=2, max_length=4)]
) -> Comparison:
    """Two to four, by number or name, property by property."""
    return await catalogue.compare(work, product)


@router.get("/compatibility", summary="Does a part fit a system", responses=refused_with(404))
async def check_compatibility(
    work: Reading,
    part: Name,
    system: Annotated[list[str], Query(max_length=8, description="Products it must fit")] = [],  # noqa: B006 - FastAPI copies it
    power_supply_watts: Annotated[int | None, Query(gt=0)] = None,
    socket: Name | None = None,
    room_for_card_mm: Annotated[int | None, Query(gt=0)] = None,
    memory_type: Name | None = None,
) -> Compatibility:
    """Power, socket, size, memory and connectors, as far as both sides state them."""
    figures = SystemFigures(power_supply_watts, socket, room_for_card_mm, memory_type)
    return await compatibility.check(work, part, system, figures)


@router.get("/product", summary="A product", responses=refused_with(404))
async def get_product(product: ProductReference, work: Reading) -> ProductDetails:
    """Specs, variants, prices and stock."""
    return await catalogue.details(work, product)


@router.get("/stock", summary="Is it in stock", responses=refused_with(404))
async def check_stock(
    product: ProductReference, work: Reading, variant: Name | None = None
) -> StockReport:
    """Of all variants, or of those that fit some words ("size 10 blue"). Says when it is low."""
    return await catalogue.stock_of(work, product, variant)


@router.get("/articles", summary="Search the knowledge base", responses=refused_with())
async def search_articles(
    work: Reading, q: Words, topic: Name | None = None, limit: Limit = 3
) -> ArticlesFound:
    """Best first."""
    return await articles.search(work, q, topic, limit)


@router.get("/articles/{article_id}", summary="An article", responses=refused_with(404))
async def get_article(
    article_id: Annotated[str, Path(max_length=64)], work: Reading
) -> ArticleText:
    """Its whole text, with steps when it is a guide."""
    return await articles.get(work, article_id)
