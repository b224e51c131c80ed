"""Carts: what goes in and comes out, whose they are, and what they cost."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.facts import CartView
from marketplace.market import Marketplace
from marketplace.tables import Cart, CartItem, Stock
from services import Services
from services.errors import MarketplaceRefusal
from tests.marketplace.fixtures import Acting, Clock, Rows, Stored

SHIRT = "FASH001-4"  # the linen shirt, size M, white
POWER = "ELEC023"  # one version only


def quantities(cart: CartView) -> dict[str, int]:
    return {line.sku: line.quantity for line in cart.items}


async def refused(attempt: object) -> MarketplaceRefusal:
    with pytest.raises(MarketplaceRefusal) as found:
        await attempt  # type: ignore[misc]
    return found.value


@pytest.mark.parametrize("customer", [None, "CUST-1002"])
async def test_what_is_put_in_is_there_at_the_price_of_the_moment(
    acting: Acting, customer: str | None
) -> None:
    await acting(customer).carts.change("linen shirt", call_id="c", options="size M white")
    changed = await acting(customer).carts.change(POWER, call_id="c", quantity=2)
    assert (changed.name, changed.quantity) == ("750 watt power supply", 2)
    seen = await acting(customer).carts.view(call_id="c")
    assert seen == changed.cart
    assert quantities(seen) == {SHIRT: 1, "ELEC023-1": 2}
    assert seen.subtotal == seen.total == Decimal("278.98")
    assert seen.shipping == Decimal("0.00")


@pytest.mark.parametrize(
    ("said", "options", "sku"),
    [
        ("FASH001-4", None, SHIRT),
        ("FASH001", "white medium", SHIRT),
        ("linen shirt in white size medium", None, SHIRT),
        ("white linen shirt", "M", SHIRT),
        ("750 watt power supply", None, "ELEC023-1"),
    ],
)
async def test_a_product_is_named_by_number_or_by_name_with_its_options(
    acting: Acting, said: str, options: str | None, sku: str
) -> None:
    changed = await acting(None).carts.change(said, call_id="c", options=options)
    assert quantities(changed.cart) == {sku: 1}


async def test_several_versions_are_asked_for_one_option_at_a_time(acting: Acting) -> None:
    first = await refused(acting(None).carts.change("linen shirt", call_id="c"))
    assert first.code == "variant_unclear"
    assert first.facts["option"] == "size"
    assert first.facts["choices"] == ["S", "M", "L", "XL"]
    second = await refused(
        acting(None).carts.change(str(first.facts["product"]), call_id="c", options="M")
    )
    assert second.facts["option"] == "color"
    changed = await acting(None).carts.change(
        str(second.facts["product"]), call_id="c", options="white"
    )
    assert quantities(changed.cart) == {SHIRT: 1}


async def test_one_more_is_one_more_of_what_is_in_the_cart(acting: Acting) -> None:
    await acting(None).carts.change(SHIRT, call_id="c")
    changed = await acting(None).carts.change("linen shirt", call_id="c")
    assert quantities(changed.cart) == {SHIRT: 2}


async def test_things_are_counted_anew_and_taken_out(acting: Acting) -> None:
    await acting(None).carts.change(SHIRT, call_id="c", quantity=3)
    await acting(None).carts.change(POWER, call_id="c")
    fewer = await acting(None).carts.change("shirt", call_id="c", quantity=1, change="remove")
    assert quantities(fewer.cart)[SHIRT] == 2
    five = await acting(None).carts.change("shirt", call_id="c", quantity=5, change="set")
    assert quantities(five.cart)[SHIRT] == 5
    none = await acting(None).carts.change("shirt", call_id="c", quantity=0, change="set")
    assert quantities(none.cart) == {"ELEC023-1": 1}
    empty = await acting(None).carts.change("everything", call_id="c", change="remove")
    assert (empty.name, empty.cart.items, empty.cart.total) == (None, (), Decimal("0.00"))


async def test_no_more_than_there_is(acting: Acting) -> None:
    await acting(None).carts.change("RTX 4090", call_id="c", options="Founders", quantity=3)
    refusal = await refused(
        acting(None).carts.change("RTX 4090", call_id="c", options="Founders", quantity=2)
    )
    assert refusal.code == "not_enough_stock"
    assert (refusal.facts["available"], refusal.facts["in_cart"]) == (4, 3)
    assert quantities(await acting(None).carts.view(call_id="c")) == {"ELEC001-1": 3}


async def test_what_cannot_be_done_has_its_name_and_changes_nothing(
    acting: Acting, market: Marketplace, rows: Rows
) -> None:
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku == "ELEC024-1")):
            shelf.quantity = 0
    carts = acting(None).carts
    assert (await refused(carts.change("shirt", call_id="c", change="remove"))).code == "cart_empty"
    await acting(None).carts.change(SHIRT, call_id="c")
    await acting(None).carts.change("FASH001-5", call_id="c")
    for attempt, code in (
        (carts.change("unobtainium flux", call_id="c"), "product_not_found"),
        (carts.change("linen shirt", call_id="c", options="purple"), "variant_not_found"),
        (carts.change("ELEC024", call_id="c"), "out_of_stock"),
        (carts.change(SHIRT, call_id="c", quantity=99), "too_many"),
        (carts.change("headphones", call_id="c", change="remove"), "not_in_cart"),
        (carts.change("linen shirt", call_id="c", change="remove"), "cart_item_unclear"),
    ):
        assert (await refused(attempt)).code == code
    assert await rows(CartItem) == 2


async def test_a_cart_has_an_end(acting: Acting, market: Marketplace) -> None:
    async with market.writing() as work:
        skus = await work.session.scalars(
            select(Stock.sku).distinct().order_by(Stock.sku).limit(51)
        )
        first, *others = skus
        hashed = work.vault.hash("calls", "c")
        items = [CartItem(sku=sku, quantity=1, added_at=work.now) for sku in others]
        work.session.add(Cart(call_hash=hashed, changed_at=work.now, items=items))
    assert (await refused(acting(None).carts.change(first, call_id="c"))).code == "cart_full"


async def test_one_wish_is_granted_once(services: Services, rows: Rows) -> None:
    for _ in range(3):
        changed = await services.acting(None, "one wish").carts.change(SHIRT, call_id="c")
        assert quantities(changed.cart) == {SHIRT: 1}
    assert await rows(CartItem) == 1


async def test_a_rehearsal_keeps_nothing(acting: Acting, rows: Rows) -> None:
    seen = await acting("CUST-1002").rehearsing().carts.change(SHIRT, call_id="c")
    assert quantities(seen.cart) == {SHIRT: 1}
    assert await rows(Cart) == 0


async def test_nobody_sees_the_cart_of_another(acting: Acting) -> None:
    await acting(None).carts.change(SHIRT, call_id="one")
    await acting("CUST-1001").carts.change(POWER, call_id="two")
    for customer, call, held in (
        (None, "two", {}),
        (None, "three", {}),
        ("CUST-1002", "two", {}),
        ("CUST-1002", "three", {}),
        (None, "one", {SHIRT: 1}),
        ("CUST-1001", "three", {"ELEC023-1": 1}),
    ):
        assert quantities(await acting(customer).carts.view(call_id=call)) == held


async def test_the_cart_of_the_call_becomes_the_customers(acting: Acting, stored: Stored) -> None:
    await acting("CUST-1002").carts.change(SHIRT, call_id="earlier")
    await acting(None).carts.change(SHIRT, call_id="c", quantity=2)
    await acting(None).carts.change(POWER, call_id="c")
    seen = await acting("CUST-1002").carts.view(call_id="c")
    assert quantities(seen) == {SHIRT: 3, "ELEC023-1": 1}
    owners = select(Cart.customer_id).order_by(Cart.cart_id)
    assert await stored(owners) == ["CUST-1002", None], "looking changes nothing"
    await acting("CUST-1002").carts.change(POWER, call_id="c")
    assert await stored(owners) == ["CUST-1002"]
    for call in ("c", "later"):
        seen = await acting("CUST-1002").carts.view(call_id=call)
        assert quantities(seen) == {SHIRT: 3, "ELEC023-1": 2}
    assert quantities(await acting(None).carts.view(call_id="c")) == {}


async def test_a_customer_who_does_not_exist_has_no_cart(acting: Acting) -> None:
    for attempt in (
        acting("CUST-0000").carts.view(call_id="c"),
        acting("CUST-0000").carts.change(SHIRT, call_id="c"),
    ):
        with pytest.raises(Refusal) as found:
            await attempt
        assert found.value.code == "customer_not_found"


async def test_a_cart_that_was_left_behind_is_forgotten(
    acting: Acting, market: Marketplace, clock: Clock, rows: Rows
) -> None:
    await acting(None).carts.change(SHIRT, call_id="c")
    await acting("CUST-1001").carts.change(SHIRT, call_id="d")
    clock.now += timedelta(days=8)
    await market.prepare()
    assert await rows(Cart) == 1, "a customer's stays"
    assert await rows(CartItem) == 1
