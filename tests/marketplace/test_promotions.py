"""Promotions: each condition by its name, what they take off, and which of them add up."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.facts import PromotionVerdict
from marketplace.market import Marketplace
from marketplace.tables import Order, Promotion, PromotionUse
from services.errors import MarketplaceRefusal
from tests.marketplace.fixtures import Acting, Clock, Rows, Stored

JOHN, JANE, NEWCOMER = "CUST-1001", "CUST-1002", "CUST-1010"
SHIRT, POWER, CARD = "FASH001-4", "ELEC023-1", "ELEC002-1"  # 59.00, 109.99, 999.99


async def refused(attempt: Awaitable[Any]) -> MarketplaceRefusal:
    with pytest.raises(MarketplaceRefusal) as found:
        await attempt
    return found.value


async def fill(acting: Acting, customer: str | None, *skus: str) -> None:
    for sku in skus:
        await acting(customer).carts.change(sku, call_id="c")


@pytest.fixture
async def newcomer(market: Marketplace) -> str:
    """A customer whose only orders were cancelled."""
    async with market.writing() as work:
        await work.session.execute(
            update(Order).where(Order.customer_id == NEWCOMER).values(state="cancelled")
        )
    return NEWCOMER


async def test_what_is_on_offer_says_for_whom(acting: Acting) -> None:
    offers = {promotion.code: promotion for promotion in await acting(None).promotions.current()}
    assert len(offers) == 9
    assert "EXPIRED5" not in offers
    assert offers["GAMER15"].tier == "premium"
    assert offers["WELCOME10"].first_order_only
    ends = [promotion.ends_on for promotion in offers.values() if promotion.ends_on]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("customer", "skus", "code", "rule", "facts"),
    [
        (JOHN, [POWER], "NOSUCHCODE", "promotion_not_found", {}),
        (JOHN, [POWER], "EXPIRED5", "promotion_expired", {}),
        (JOHN, [SHIRT], "SAVE20", "promotion_minimum_not_reached", {"missing": "41.00"}),
        (JOHN, [SHIRT], "SPRINGSTYLE", "promotion_minimum_not_reached", {"missing": "21.00"}),
        (JANE, [CARD], "GAMER15", "promotion_not_for_tier", {"tier": "premium"}),
        (JOHN, [CARD], "BUSINESS8", "promotion_not_for_tier", {"tier": "business"}),
        (JOHN, [POWER], "WELCOME10", "promotion_first_order_only", {}),
        (JOHN, [POWER], "GAMER15", "promotion_wrong_items", {"kind": "graphics_card"}),
        (JOHN, [POWER], "BOOKWORM", "promotion_wrong_items", {"category": "books"}),
        (JOHN, [], "SAVE20", "cart_empty", {}),
        (None, [SHIRT], "SAVE20", "promotion_minimum_not_reached", {"missing": "41.00"}),
        (None, [SHIRT], "EXPIRED5", "promotion_expired", {}),
    ],
)
async def test_each_condition_that_is_not_met_has_its_name(
    acting: Acting,
    customer: str | None,
    skus: list[str],
    code: str,
    rule: str,
    facts: dict[str, str],
) -> None:
    await fill(acting, customer, *skus)
    refusal = await refused(acting(customer).carts.apply(code, call_id="c"))
    assert refusal.code == rule
    assert facts.items() <= refusal.facts.items()
    assert (await acting(customer).carts.view(call_id="c")).discounts == ()


async def test_one_that_has_not_begun_waits(
    acting: Acting, market: Marketplace, clock: Clock
) -> None:
    async with market.writing() as work:
        promotion = await work.session.get_one(Promotion, "SAVE20")
        promotion.starts_at = clock.now + timedelta(days=2)
    await fill(acting, JOHN, POWER)
    refusal = await refused(acting(JOHN).carts.apply("SAVE20", call_id="c"))
    assert refusal.code == "promotion_not_started"
    clock.advance(days=2)
    await acting(JOHN).carts.apply("SAVE20", call_id="c")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("save20", "SAVE20"),
        ("Save 20", "SAVE20"),
        ("S A V E 2 0", "SAVE20"),
        ("save-20", "SAVE20"),
        ("free shipping", "FREESHIP"),
        ("graphics cards", "GAMER15"),
        ("the graphics cards promotion", "GAMER15"),
    ],
)
async def test_a_promotion_is_named_by_its_code_or_its_title(
    acting: Acting, said: str, code: str
) -> None:
    await fill(acting, JOHN, CARD)
    applied = await acting(JOHN).carts.apply(said, call_id="c")
    assert applied.discount.code == code


@pytest.mark.parametrize("said", ["percent", "dollars off", "orders", "!", "the one"])
async def test_words_that_could_be_several_are_none(acting: Acting, said: str) -> None:
    await fill(acting, JOHN, CARD)
    refusal = await refused(acting(JOHN).carts.apply(said, call_id="c"))
    assert refusal.code == "promotion_not_found"


async def test_what_is_taken_off(acting: Acting) -> None:
    await fill(acting, JOHN, CARD, SHIRT)
    applied = await acting(JOHN).carts.apply("GAMER15", call_id="c")
    assert applied.discount.amount == Decimal("150.00"), "of the card alone, to the cent"
    assert applied.cart.total == Decimal("908.99")


async def test_the_later_one_replaces_what_it_does_not_add_up_with(acting: Acting) -> None:
    await fill(acting, JOHN, CARD)
    await acting(JOHN).carts.apply("SAVE20", call_id="c")
    await acting(JOHN).carts.apply("FREESHIP", call_id="c")
    applied = await acting(JOHN).carts.apply("GAMER15", call_id="c")
    assert applied.replaced == ("SAVE20",)
    assert {d.code for d in applied.cart.discounts} == {"FREESHIP", "GAMER15"}
    again = await refused(acting(JOHN).carts.apply("GAMER15", call_id="c"))
    assert again.code == "promotion_already_applied"


async def test_free_shipping_pays_for_the_shipping(acting: Acting) -> None:
    await fill(acting, None, "BOOK001-1")
    before = await acting(None).carts.view(call_id="c")
    assert before.shipping == Decimal("4.99")
    applied = await acting(None).carts.apply("FREESHIP", call_id="c")
    assert applied.discount.free_shipping
    assert applied.cart.shipping == Decimal("0.00")
    assert applied.cart.total == before.subtotal


async def test_one_that_no_longer_holds_stays_on_the_cart_and_says_why(acting: Acting) -> None:
    await fill(acting, JOHN, POWER, SHIRT)
    await acting(JOHN).carts.apply("SAVE20", call_id="c")
    await acting(JOHN).carts.change("power supply", call_id="c", change="remove")
    seen = await acting(JOHN).carts.view(call_id="c")
    assert (seen.discounts, seen.total) == ((), Decimal("59.00"))
    assert [(p.code, p.reason, p.missing) for p in seen.lapsed] == [
        ("SAVE20", "promotion_minimum_not_reached", Decimal("41.00"))
    ]
    await fill(acting, JOHN, POWER)
    assert (await acting(JOHN).carts.view(call_id="c")).lapsed == ()


async def test_what_it_asks_of_a_person_is_checked_once_they_are_known(acting: Acting) -> None:
    await fill(acting, None, CARD)
    applied = await acting(None).carts.apply("GAMER15", call_id="c")
    assert applied.discount.provisional
    for customer, holds in ((JOHN, True), (JANE, False)):
        seen = await acting(customer).carts.view(call_id="c")
        assert bool(seen.discounts) is holds
        assert [p.reason for p in seen.lapsed] == ([] if holds else ["promotion_not_for_tier"])
    done = await acting(JANE).carts.check_out("paypal", call_id="c")
    assert done.total == Decimal("999.99")


async def test_a_first_order_is_the_first_once(
    acting: Acting, newcomer: str, rows: Rows, stored: Stored
) -> None:
    await fill(acting, newcomer, POWER)
    await acting(newcomer).carts.apply("WELCOME10", call_id="c")
    done = await acting(newcomer).carts.check_out("card", call_id="c")
    assert done.total == Decimal("98.99")
    await fill(acting, newcomer, POWER)
    refusal = await refused(acting(newcomer).carts.apply("WELCOME10", call_id="c"))
    assert refusal.code == "promotion_already_used"
    await acting(newcomer).orders.cancel(done.order.order_id, "ordered_by_mistake")
    await acting(newcomer).carts.apply("WELCOME10", call_id="c")
    await acting(newcomer).carts.check_out("card", call_id="c")
    assert await stored(select(PromotionUse.code)) == ["WELCOME10", "WELCOME10"]


async def test_two_carts_with_codes_become_one_with_the_later(acting: Acting, clock: Clock) -> None:
    await fill(acting, JOHN, CARD)
    await acting(JOHN).carts.apply("SAVE20", call_id="earlier")
    clock.advance(minutes=1)
    await fill(acting, None, SHIRT, POWER)
    await acting(None).carts.apply("FREESHIP", call_id="c")
    clock.advance(minutes=1)
    seen = await acting(JOHN).carts.view(call_id="c")
    assert [d.code for d in seen.discounts] == ["SAVE20", "FREESHIP"]


def by_code(verdicts: list[PromotionVerdict]) -> dict[str, str | None]:
    return {verdict.promotion.code: verdict.reason for verdict in verdicts}


async def test_which_a_customer_can_have_and_why_not(acting: Acting) -> None:
    found = by_code(await acting(JOHN).promotions.verdicts(call_id="c"))
    assert found["GAMER15"] is None, "with an empty cart only the customer counts"
    assert found["BUSINESS8"] == "promotion_not_for_tier"
    assert found["WELCOME10"] == "promotion_first_order_only"
    await fill(acting, JOHN, SHIRT)
    found = by_code(await acting(JOHN).promotions.verdicts(call_id="c"))
    assert found["GAMER15"] == "promotion_wrong_items"
    assert found["SAVE20"] == "promotion_minimum_not_reached"
    assert found["FREESHIP"] is None
    [one] = await acting(JOHN).promotions.verdicts(call_id="c", code="expired 5")
    assert (one.promotion.code, one.reason) == ("EXPIRED5", "promotion_expired")
    refusal = await refused(acting(JOHN).promotions.verdicts(call_id="c", code="NOPE"))
    assert refusal.code == "promotion_not_found"


async def test_what_a_code_would_come_to(acting: Acting) -> None:
    promotions = acting(JOHN).promotions
    of_card = await promotions.discount(["GAMER15"], call_id="c", product="RTX 4080")
    assert of_card.applies_to == "RTX 4080 Super graphics card"
    assert (of_card.before, of_card.discount, of_card.after) == (
        Decimal("999.99"),
        Decimal("150.00"),
        Decimal("849.99"),
    )
    amount = await promotions.discount(["BOOKWORM"], call_id="c", amount=Decimal(40))
    assert amount.after == Decimal("36.00")
    await fill(acting, JOHN, POWER)
    cart = await promotions.discount(["SAVE20", "FREESHIP"], call_id="c")
    assert (cart.applies_to, cart.after) == ("cart", Decimal("89.99"))
    assert (await acting(JOHN).carts.view(call_id="c")).discounts == (), "nothing was applied"
    unknown = await acting(None).promotions.discount(["GAMER15"], call_id="x", product=CARD)
    assert unknown.provisional


@pytest.mark.parametrize(
    ("codes", "product", "amount", "rule"),
    [
        (["SAVE20", "WELCOME10"], "RTX 4080", None, "promotions_do_not_stack"),
        (["SAVE20"], None, None, "cart_empty"),
        (["SAVE20"], None, Decimal(99), "promotion_minimum_not_reached"),
        (["SAVE20"], "unobtainium flux", None, "product_not_found"),
        (["GAMER15"], "750 watt power supply", None, "promotion_wrong_items"),
        (["NOPE"], None, Decimal(99), "promotion_not_found"),
    ],
)
async def test_what_would_not_hold_is_not_reckoned(
    acting: Acting, codes: list[str], product: str | None, amount: Decimal | None, rule: str
) -> None:
    attempt = acting(JOHN).promotions.discount(codes, call_id="c", product=product, amount=amount)
    assert (await refused(attempt)).code == rule


async def test_points_and_what_they_are_worth(acting: Acting) -> None:
    seen = await acting(JOHN).promotions.loyalty()
    assert (seen.points, seen.worth, seen.tier) == (1250, Decimal("12.50"), "premium")
    assert (await refused(acting("CUST-0000").promotions.loyalty())).code == "customer_not_found"
