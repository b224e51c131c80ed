"""What a seller changes of a listing: its price, its stock, one version or all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from marketplace.market import Marketplace
from marketplace.tables import Product, Stock, Variant
from tests.marketplace.fixtures import Acting, Stored, refused_as

PRIYA, THOMAS = "CUST-1005", "CUST-1009"


async def stock_of(stored: Stored, sku: str) -> dict[str, int]:
    return {
        row.warehouse: row.quantity for row in await stored(select(Stock).where(Stock.sku == sku))
    }


async def test_a_price_changes_for_every_version_that_costs_the_same(
    acting: Acting, stored: Stored
) -> None:
    seen = await acting(PRIYA).sellers.update_listing("the blender", price=Decimal("299.95"))
    assert (seen.old_price, seen.new_price) == (Decimal("349.95"), Decimal("299.95"))
    assert (len(seen.versions), seen.price_change_percent) == (2, -14)
    prices = await stored(select(Variant.price).where(Variant.product_id == "HOME034"))
    assert set(prices) == {Decimal("299.95")}
    [lowest] = await stored(select(Product.price_from).where(Product.product_id == "HOME034"))
    assert lowest == Decimal("299.95")


async def test_one_version_is_named_with_the_listing_or_beside_it(
    acting: Acting, stored: Stored
) -> None:
    await acting(PRIYA).sellers.update_listing("the red blender", price=Decimal(300))
    seen = await acting(PRIYA).sellers.update_listing("blender", version="red", stock=7)
    assert (seen.new_stock, len(seen.versions)) == (7, 1)
    prices = await stored(
        select(Variant.price).where(Variant.product_id == "HOME034").order_by(Variant.price)
    )
    assert prices == [Decimal(300), Decimal("349.95")]
    attempt = acting(PRIYA).sellers.update_listing("blender", price=Decimal(310))
    assert await refused_as(attempt) == "version_unclear"


async def test_stock_comes_to_where_there_is_least_and_goes_from_where_there_is_most(
    acting: Acting, stored: Stored
) -> None:
    before = await stock_of(stored, "HOME033-1")
    seen = await acting(PRIYA).sellers.update_listing("HOME033-1", stock=100)
    assert seen.old_stock == sum(before.values())
    more = await stock_of(stored, "HOME033-1")
    least = min(sorted(before), key=lambda name: before[name])
    assert {name for name in more if more[name] != before[name]} == {least}
    await acting(PRIYA).sellers.update_listing("HOME033-1", stock=3)
    assert sum((await stock_of(stored, "HOME033-1")).values()) == 3
    await acting(PRIYA).sellers.update_listing("HOME033-1", stock=0)
    assert set((await stock_of(stored, "HOME033-1")).values()) == {0}


async def test_a_version_without_a_shelf_gets_one(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku == "HOME031-1")):
            await work.session.delete(shelf)
    await acting(PRIYA).sellers.update_listing("HOME031", stock=9)
    assert sum((await stock_of(stored, "HOME031-1")).values()) == 9


@pytest.mark.parametrize(
    ("listing", "change", "code"),
    [
        ("HOME034", {}, "nothing_to_update"),
        ("HOME034", {"price": Decimal("0.49")}, "price_out_of_range"),
        ("HOME034", {"price": Decimal("50000.01")}, "price_out_of_range"),
        ("HOME034", {"stock": -1}, "stock_out_of_range"),
        ("HOME034", {"stock": 100_001}, "stock_out_of_range"),
        ("HOME034", {"price": Decimal("349.95")}, "listing_unchanged"),
        ("HOME034", {"stock": 4}, "version_unclear"),
        ("purple blender", {"stock": 4}, "listing_not_found"),
        ("blender", {"stock": 4, "version": "purple"}, "version_unclear"),
        ("trampoline", {"stock": 4}, "listing_not_found"),
        ("the listing", {"stock": 4}, "listing_not_found"),
        ("ELEC023", {"stock": 4}, "listing_not_found"),
        ("ELEC023-1", {"stock": 4}, "listing_not_found"),
        ("750 watt power supply", {"stock": 4}, "listing_not_found"),
        ("HOME999", {"stock": 4}, "listing_not_found"),
    ],
)
async def test_what_cannot_be_changed_of_a_listing(
    acting: Acting, stored: Stored, listing: str, change: Any, code: str
) -> None:
    before = await stored(select(Variant.price)), await stored(select(Stock.quantity))
    assert await refused_as(acting(PRIYA).sellers.update_listing(listing, **change)) == code
    assert (await stored(select(Variant.price)), await stored(select(Stock.quantity))) == before


async def test_several_listings_that_fit_are_named(acting: Acting) -> None:
    attempt = acting(THOMAS).sellers.update_listing("power supply", stock=4)
    assert await refused_as(attempt) == "listing_ambiguous"
    whole = await acting(THOMAS).sellers.update_listing("750 watt power supply", stock=4)
    assert whole.product_id == "ELEC023"


async def test_anothers_listing_and_none_are_the_same_answer(http: httpx.AsyncClient) -> None:
    answers = []
    for number, listing in enumerate(("ELEC023", "ELEC999")):
        answer = await http.patch(
            f"/customers/{PRIYA}/seller/listings",
            json={"listing": listing, "stock": 4},
            headers={"Idempotency-Key": f"k{number}"},
        )
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


async def test_orders_keep_the_price_of_their_day(acting: Acting) -> None:
    before = (await acting("CUST-1008").orders.invoice("ORD-1032")).total
    await acting(PRIYA).sellers.update_listing("HOME039", price=Decimal(60))
    assert (await acting("CUST-1008").orders.invoice("ORD-1032")).total == before
