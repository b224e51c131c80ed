"""What is remembered of customers, and what is recommended to them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from domain.facts import PreferenceName
from marketplace.market import Marketplace
from marketplace.rules.behaviour import KEPT
from marketplace.rules.recommendations import recommend
from marketplace.rules.shortlist import Wanted
from marketplace.tables import Behaviour, OrderItem, Product, Stock, Variant
from tests.marketplace.fixtures import Acting, Clock, Stored, refused_as


@pytest.mark.parametrize(
    ("name", "said", "kept"),
    [
        ("liked_brands", "I really like sony and the north face", "Sony, The North Face"),
        ("avoided_brands", "never show me Levi's again", "Levi's"),
        ("colours", "my favourite colour is green, or maybe grey", "green, gray"),
        ("size", "I wear an extra large", "XL"),
        ("size", "small", "S"),
        ("shoe_size", "my shoe size is 10.5", "10.5"),
        ("budget", "not more than 1,200 dollars", "1200"),
        ("contact_channel", "please email me", "email"),
        ("favourite_category", "mostly furniture", "home"),
        ("language", "I speak Spanish", "Spanish"),
        ("tracking", "don't track me", "off"),
    ],
)
async def test_a_preference_is_kept_from_the_words(
    acting: Acting, name: PreferenceName, said: str, kept: str
) -> None:
    seen = await acting("CUST-1005").tastes.change_preference(name, said)
    assert seen.preferences[name] == kept
    assert (await acting("CUST-1005").tastes.preferences()).preferences[name] == kept


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("liked_brands", "I like Unobtainium Inc"),
        ("contact_channel", "by pigeon"),
        ("size", "roomy"),
        ("shoe_size", "size 200"),
        ("budget", "not much"),
    ],
)
async def test_words_that_name_no_value(acting: Acting, name: PreferenceName, said: str) -> None:
    attempt = acting("CUST-1001").tastes.change_preference(name, said)
    assert await refused_as(attempt) == "preference_value_unknown"


async def test_unknown_preferences_are_refused(acting: Acting) -> None:
    john = acting("CUST-1001")
    unknown = john.tastes.change_preference("star_sign", "aries")  # type: ignore[arg-type]
    assert await refused_as(unknown) == "invalid_request"
    attempt = acting("CUST-1001").customers.save_preferences({"star_sign": "aries"})
    assert await refused_as(attempt) == "preference_unknown"


async def test_wishes_are_added_and_taken_back(acting: Acting) -> None:
    john = acting("CUST-1001").tastes
    await john.change_preference("liked_brands", "Sony")
    both = await acting("CUST-1001").tastes.change_preference("liked_brands", "LG")
    assert both.preferences["liked_brands"] == "Sony, LG"
    no_more = await acting("CUST-1001").tastes.change_preference("avoided_brands", "sony")
    assert no_more.preferences["liked_brands"] == "LG"
    gone = await acting("CUST-1001").tastes.change_preference("liked_brands", None, "remove")
    assert "liked_brands" not in gone.preferences
    again = acting("CUST-1001").tastes.change_preference("liked_brands", "LG", "remove")
    assert await refused_as(again) == "preference_not_set"


async def test_who_is_not_to_be_tracked_is_forgotten(acting: Acting, stored: Stored) -> None:
    johns = select(Behaviour.product_id).where(Behaviour.customer_id == "CUST-1001")
    assert await stored(johns)
    seen = await acting("CUST-1001").tastes.change_preference("tracking", "please stop that")
    assert not seen.tracking
    assert await stored(johns) == []
    attempt = acting("CUST-1001").tastes.track("soundbar", "liked")
    assert await refused_as(attempt) == "tracking_off"
    assert await stored(johns) == []
    await acting("CUST-1001").tastes.change_preference("tracking", "turn it on again")
    await acting("CUST-1001").tastes.track("soundbar", "liked")
    assert await stored(johns) == ["ELEC048"]


async def test_an_opinion_takes_the_place_of_its_opposite(acting: Acting, stored: Stored) -> None:
    for what in ("liked", "wished", "disliked"):
        await acting("CUST-1009").tastes.track("soundbar", what)
    kept = select(Behaviour.what).where(Behaviour.customer_id == "CUST-1009")
    assert await stored(kept) == ["disliked"]
    unknown = acting("CUST-1009").tastes.track("unobtainium", "liked")
    assert await refused_as(unknown) == "product_not_found"


async def test_only_so_much_is_kept(acting: Acting, market: Marketplace, clock: Clock) -> None:
    async with market.writing() as work:
        products = (await work.session.scalars(select(Product.product_id))).all()
        for number in range(KEPT + 20):
            what = "viewed" if number < len(products) else "liked"
            work.session.add(
                Behaviour(
                    customer_id="CUST-1009",
                    product_id=products[number % len(products)],
                    what=what,
                    at=clock.now,
                )
            )
            clock.advance(seconds=1)
    await acting("CUST-1009").tastes.track("soundbar", "wished")
    async with market.reading() as work:
        mine = select(func.count()).where(Behaviour.customer_id == "CUST-1009")
        assert await work.session.scalar(mine) == KEPT


async def recommended(acting: Acting, customer: str, **wanted: Any) -> dict[str, str]:
    seen = await acting(customer).tastes.recommend(limit=20, **wanted)
    return {product.product_id: product.why for product in seen.products}


async def test_what_is_recommended_has_a_reason(acting: Acting) -> None:
    johns = await recommended(acting, "CUST-1001")
    assert johns["ELEC048"] == "wished"
    assert "goes_with" in johns.values()  # a case for the graphics card
    seen = await acting("CUST-1001").tastes.recommend(limit=3)
    assert len(seen.products) == 3
    assert all(product.because for product in seen.products)


async def test_never_what_is_owned_disliked_avoided_or_gone(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    before = await recommended(acting, "CUST-1001")
    owned = {"ELEC001", "ELEC042", "ELEC054", "BOOK011", "BOOK030"}
    assert owned.isdisjoint(before)
    assert "ELEC055" not in before  # disliked
    await acting("CUST-1001").tastes.change_preference("avoided_brands", "Sonos")
    gone = next(product for product in before if product != "ELEC048")
    skus = await stored(select(Variant.sku).where(Variant.product_id == gone))
    async with market.writing() as work:
        await work.session.execute(update(Stock).where(Stock.sku.in_(skus)).values(quantity=0))
    after = await recommended(acting, "CUST-1001")
    assert {"ELEC048", gone}.isdisjoint(after)


async def test_what_others_bought_with_it(acting: Acting) -> None:
    olivia = await recommended(acting, "CUST-1008")
    assert "bought_together" in olivia.values()


async def test_no_second_bed_for_who_has_one(acting: Acting, stored: Stored) -> None:
    sarahs = await recommended(acting, "CUST-1003")
    beds = await stored(select(Product.product_id).where(Product.kind == "bed"))
    assert set(beds).isdisjoint(sarahs)


async def test_ideas_stay_within_what_is_asked(acting: Acting) -> None:
    seen = await acting("CUST-1001").tastes.recommend(
        occasion="birthday", category="fashion", budget=Decimal(40), limit=10
    )
    assert seen.products
    assert {product.category for product in seen.products} == {"fashion"}
    assert all(product.price_from <= 40 for product in seen.products)
    assert "occasion" in {product.why for product in seen.products}


async def test_a_brand_that_is_liked_comes_up(acting: Acting) -> None:
    await acting("CUST-1001").tastes.change_preference("liked_brands", "Garmin")
    assert "liked_brand" in (await recommended(acting, "CUST-1001")).values()


async def test_nobody_sees_the_taste_of_another(acting: Acting) -> None:
    assert "star" not in str(await acting("CUST-1002").tastes.preferences())
    for attempt in (
        acting("CUST-0000").tastes.preferences(),
        acting("CUST-0000").tastes.recommend(),
        acting("CUST-0000").tastes.track("soundbar", "liked"),
    ):
        assert await refused_as(attempt) == "customer_not_found"


async def test_the_number_of_queries_does_not_grow_with_the_orders(market: Marketplace) -> None:
    counted: list[str] = []

    def count(_: Any, __: Any, statement: str, *rest: Any) -> None:
        counted.append(statement)

    engine = market.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    async with market.reading() as work:
        await recommend(work, "CUST-1001", Wanted(), 5)
        orders = await work.session.scalar(select(func.count()).select_from(OrderItem))
    event.remove(engine, "before_cursor_execute", count)
    assert orders
    assert len(counted) < 30
