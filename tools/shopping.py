"""Finding anything that is sold: search, details, side by side, and whether it is there."""

from __future__ import annotations

from typing import Annotated

from domain.errors import Refusal
from tools.action import action
from tools.call import Call
from tools.result import Result
from tools.types import Color, MaxPrice, MinPrice, ProductName, ShortText, Size, asked
from tools.words import catalogue, shopping

MOST_COMPARED = 4


@action(effect="read", category="catalogue", requires="nothing")
async def search_products(
    call: Call,
    query: Annotated[ShortText, asked("What are you looking for?", "product")],
    max_price: MaxPrice | None = None,
    min_price: MinPrice | None = None,
    brand: Annotated[ShortText | None, asked("Which brand?", "text")] = None,
    size: Size | None = None,
    color: Color | None = None,
    in_stock: Annotated[bool | None, asked("Only what's in stock?")] = None,
) -> Result:
    """Search everything that is for sale, by words, prices in dollars, brand, size and color."""
    seen = await call.services.products.search(
        query,
        max_price=max_price,
        min_price=min_price,
        brand=brand,
        size=size,
        color=color,
        in_stock=bool(in_stock),
    )
    return Result(catalogue.found(seen.products, more=seen.more), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_product_details(call: Call, product: ProductName) -> Result:
    """What a product is, what it costs, and in which sizes, colors or other versions it comes."""
    seen = await call.services.products.details(product)
    return Result(shopping.details(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def compare_products(
    call: Call,
    products: Annotated[
        list[ProductName],
        asked(
            "Which two products shall I compare?",
            "product",
            aside=("what's", "whats", "difference between", "differences between", "between"),
        ),
    ],
) -> Result:
    """Compare two to four products of any kind by price and properties."""
    if not 2 <= len(products) <= MOST_COMPARED:
        raise Refusal("Please name two products to compare, up to four.", code="missing_detail")
    seen = await call.services.products.compare(products)
    return Result(catalogue.comparison(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def check_availability(
    call: Call, product: ProductName, size: Size | None = None, color: Color | None = None
) -> Result:
    """Whether a product is in stock, in a size and color where they matter; says when it is low."""
    wanted = " ".join(word for word in (size, color) if word is not None)
    products = call.services.products
    seen = await products.stock(product, wanted or None)
    others = []
    if wanted and seen.level == "out_of_stock":
        every = await products.stock(product)
        others = [variant for variant in every.variants if variant.quantity > 0]
    return Result(shopping.availability(seen, asked=bool(wanted), others=others), facts=seen)
