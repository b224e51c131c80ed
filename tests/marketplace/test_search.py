"""Searching as people talk: filters, synonyms, misspelling, numbers; alike on both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.market import Marketplace
from marketplace.tables import Stock
from services import Services


async def test_size_colour_price_and_stock_are_those_of_one_variant(
    services: Services, market: Marketplace
) -> None:
    async def ids(**filters: Any) -> list[str]:
        found = await services.products.search("running shoes", limit=50, **filters)
        return [product.product_id for product in found.products]

    assert "FASH021" in await ids(size="ten", color="Blue", in_stock=True)
    assert "FASH021" not in await ids(size="ten", color="purple")
    assert "FASH021" not in await ids(size="ten", max_price=Decimal(100))
    details = await services.products.details("FASH021")
    sku = next(v.sku for v in details.variants if v.options == {"size": "10", "color": "blue"})
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku == sku)):
            shelf.quantity = 0
    assert "FASH021" in await ids(size="ten", color="blue")
    assert "FASH021" not in await ids(size="ten", color="blue", in_stock=True)


@pytest.mark.parametrize(
    ("words", "filters", "found"),
    [
        ("shirt", {"size": "extra large", "color": "navy"}, "FASH001"),
        ("shelf", {"color": "black"}, "HOME001"),
        ("linen shirt", {"size": "M", "brand": "everlane", "category": "fashion"}, "FASH001"),
    ],
)
async def test_filters_are_understood_as_people_say_them(
    services: Services, words: str, filters: dict[str, Any], found: str
) -> None:
    products = (await services.products.search(words, limit=50, **filters)).products
    assert found in [product.product_id for product in products]
