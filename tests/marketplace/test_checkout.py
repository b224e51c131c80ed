"""Buying: whole or not at all, at the prices that were agreed to; and it can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Select, select, update

from domain.facts import CheckedOut, PostalAddress
from marketplace.market import Marketplace
from marketplace.tables import (
    Customer,
    LoyaltyEntry,
    Order,
    OrderItem,
    Outgoing,
    Payment,
    PaymentMethod,
    PromotionUse,
    Stock,
    Variant,
)
from services import Services
from services.errors import MarketplaceRefusal
from tests.marketplace.fixtures import Acting, Rows, Stored

SHIRT = "FASH001-4"
LARGE_SHIRT = "FASH001-7"
POWER = "ELEC023-1"
JOHN, JANE = "CUST-1001", "CUST-1002"


@dataclass(frozen=True)
class Swap:
    item: str
    wanted: str


async def bought(acting: Acting, customer: str, sku: str, quantity: int = 1) -> CheckedOut:
    await acting(customer).carts.change(sku, call_id="c", quantity=quantity)
    method = "paypal" if customer == JANE else "card"
    return await acting(customer).carts.check_out(method, call_id="c")


async def refused(attempt: Awaitable[Any]) -> MarketplaceRefusal:
    with pytest.raises(MarketplaceRefusal) as found:
        await attempt
    return found.value


async def set_stock(market: Marketplace, sku: str, **by_warehouse: int) -> None:
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku == sku)):
            shelf.quantity = by_warehouse[shelf.warehouse]


def shelves(sku: str) -> Select[Any]:
    return select(Stock.quantity).where(Stock.sku == sku).order_by(Stock.warehouse)


def points(customer: str) -> Select[Any]:
    return select(Customer.loyalty_points).where(Customer.customer_id == customer)


async def test_a_cart_becomes_a_pending_order_like_any_other(acting: Acting, rows: Rows) -> None:
    mails = await rows(Outgoing)
    await acting(JANE).carts.change("BOOK001", call_id="c", options="paperback", quantity=2)
    done = await acting(JANE).carts.check_out("paypal", call_id="c")
    assert (done.subtotal, done.shipping) == (Decimal("29.98"), Decimal("4.99"))
    assert done.total == Decimal("34.97")
    jane = acting(JANE)
    order = (await jane.orders.list())[0]
    assert order == done.order
    assert (order.state, order.total) == ("pending", done.total)
    invoice = await jane.orders.invoice(order.order_id)
    assert [line.kind for line in invoice.lines] == ["item", "shipping"]
    assert (invoice.total, invoice.paid) == (done.total, done.total)
    charge = await jane.orders.explain_charge(done.total)
    assert (charge.order_id, charge.exact) == (order.order_id, True)
    assert (await jane.orders.track(order.order_id)).parcels == ()
    assert (await jane.carts.view(call_id="c")).items == ()
    assert await rows(Outgoing) == mails + 1


async def test_it_ships_to_the_address_on_file(acting: Acting, market: Marketplace) -> None:
    done = await bought(acting, JANE, SHIRT)
    async with market.reading() as work:
        order = await work.session.get_one(Order, done.order.order_id)
        sealed = work.vault.open("orders.address", order.address_sealed)
    assert PostalAddress.model_validate_json(sealed) == await acting(JANE).customers.address()


async def test_stock_comes_from_several_warehouses_and_goes_back(
    acting: Acting, stored: Stored, market: Marketplace
) -> None:
    await set_stock(market, SHIRT, EAST=2, WEST=5)
    done = await bought(acting, JANE, SHIRT, 6)
    assert await stored(shelves(SHIRT)) == [1, 0]
    await acting(JANE).orders.cancel(done.order.order_id, "no_longer_needed")
    assert await stored(shelves(SHIRT)) == [2, 5]


async def test_stock_goes_back_when_items_are_changed(
    acting: Acting, stored: Stored, market: Marketplace
) -> None:
    await set_stock(market, SHIRT, EAST=2, WEST=5)
    await set_stock(market, LARGE_SHIRT, EAST=4, WEST=4)
    done = await bought(acting, JANE, SHIRT, 6)
    await acting(JANE).orders.change_items(done.order.order_id, [Swap("shirt", "large")], "paypal")
    assert await stored(shelves(SHIRT)) == [2, 5]
    assert sum(await stored(shelves(LARGE_SHIRT))) == 2


async def test_what_cannot_be_bought_costs_nothing(
    acting: Acting, market: Marketplace, stored: Stored, rows: Rows
) -> None:
    async def attempt(method: str | None, customer: str = JOHN) -> str:
        before = await rows(Order), await rows(Payment), await stored(shelves(POWER))
        refusal = await refused(acting(customer).carts.check_out(method, call_id="c"))
        assert (await rows(Order), await rows(Payment), await stored(shelves(POWER))) == before
        return refusal.code

    assert await attempt("card") == "cart_empty"
    await acting(JOHN).carts.change(POWER, call_id="c")
    await acting(JOHN).carts.change(SHIRT, call_id="c", quantity=2)
    assert await attempt("gift card") == "gift_card_too_low"
    assert await attempt("paypal") == "payment_method_not_found"
    assert await attempt(None) == "payment_method_unclear"
    await set_stock(market, SHIRT, EAST=1, WEST=0)
    assert await attempt("card") == "not_enough_stock"
    await set_stock(market, SHIRT, EAST=0, WEST=0)
    assert await attempt("card") == "out_of_stock"
    assert await attempt("card", "CUST-0000") == "customer_not_found"
    async with market.writing() as work:
        (await work.session.get_one(Customer, JOHN)).locked_at = work.now
    assert await attempt("card") == "account_locked"


async def test_the_only_way_of_paying_need_not_be_named(acting: Acting) -> None:
    await acting(JANE).carts.change(SHIRT, call_id="c")
    assert (await acting(JANE).carts.check_out(None, call_id="c")).method == "paypal"


async def test_a_gift_card_pays_what_it_covers(acting: Acting, stored: Stored) -> None:
    balance = select(PaymentMethod.balance).where(PaymentMethod.method_id == "GC-1001")
    await acting(JOHN).carts.change(SHIRT, call_id="c")
    done = await acting(JOHN).carts.check_out("gift card", call_id="c")
    assert await stored(balance) == [Decimal("16.00")]
    await acting(JOHN).orders.cancel(done.order.order_id, "ordered_by_mistake")
    assert await stored(balance) == [Decimal("75.00")]


async def test_one_wish_buys_once(services: Services, acting: Acting, rows: Rows) -> None:
    await acting(JANE).carts.change(SHIRT, call_id="c")
    before = await rows(Order)
    first, again = [
        await services.acting(JANE, "one wish").carts.check_out("paypal", call_id="c")
        for _ in range(2)
    ]
    assert first == again
    assert await rows(Order) == before + 1


async def test_a_rehearsal_buys_nothing_and_tells_the_price(
    acting: Acting, rows: Rows, stored: Stored
) -> None:
    await acting(JANE).carts.change(SHIRT, call_id="c")
    before = await rows(Order), await stored(shelves(SHIRT)), await stored(points(JANE))
    seen = await acting(JANE).rehearsing().carts.check_out("paypal", call_id="c")
    assert (await rows(Order), await stored(shelves(SHIRT)), await stored(points(JANE))) == before
    done = await acting(JANE).carts.check_out("paypal", call_id="c", quote=seen.quote)
    assert (done.total, done.quote) == (seen.total, seen.quote)


@pytest.mark.parametrize("change", ["price", "quantity", "promotion", "method"])
async def test_another_purchase_than_was_agreed_to_is_refused(
    acting: Acting, market: Marketplace, rows: Rows, change: str
) -> None:
    await acting(JOHN).carts.change(POWER, call_id="c")
    seen = await acting(JOHN).rehearsing().carts.check_out("card", call_id="c")
    before = await rows(Order)
    if change == "price":
        async with market.writing() as work:
            await work.session.execute(
                update(Variant).where(Variant.sku == POWER).values(price=Decimal("119.99"))
            )
    elif change == "quantity":
        await acting(JOHN).carts.change(POWER, call_id="other call")
    elif change == "promotion":
        await acting(JOHN).carts.apply("SAVE20", call_id="other call")
    method = "gift card" if change == "method" else "card"
    async with market.writing() as work:
        (await work.session.get_one(PaymentMethod, "GC-1001")).balance = Decimal(1000)
    refusal = await refused(
        acting(JOHN).carts.check_out(method, call_id="c", quote=seen.quote),
    )
    assert refusal.code == "quote_outdated"
    assert await rows(Order) == before


async def test_of_two_who_want_the_last_piece_one_gets_it(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    await set_stock(market, SHIRT, EAST=1, WEST=0)
    for customer in (JOHN, JANE):
        await acting(customer).carts.change(SHIRT, call_id="c")
    outcomes = await asyncio.gather(
        acting(JOHN).carts.check_out("card", call_id="c"),
        acting(JANE).carts.check_out("paypal", call_id="c"),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "CheckedOut",
        "MarketplaceRefusal",
    ]
    assert await stored(shelves(SHIRT)) == [0, 0]


async def test_a_cart_is_bought_once_however_often_at_once(acting: Acting, rows: Rows) -> None:
    await acting(JANE).carts.change(SHIRT, call_id="c")
    before = await rows(Order)
    outcomes = await asyncio.gather(
        *(acting(JANE).carts.check_out("paypal", call_id="c") for _ in range(3)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, CheckedOut) for outcome in outcomes) == 1
    assert await rows(Order) == before + 1


async def test_points_are_earned_by_the_dollar_and_taken_back(
    acting: Acting, stored: Stored, rows: Rows
) -> None:
    [before] = await stored(points(JANE))
    await acting(JANE).carts.change("BOOK001", call_id="c", options="paperback")
    done = await acting(JANE).carts.check_out("paypal", call_id="c")
    assert (done.total, done.points_earned) == (Decimal("19.98"), 19)
    assert await stored(points(JANE)) == [before + 19]
    await acting(JANE).orders.cancel(done.order.order_id, "ordered_by_mistake")
    assert await stored(points(JANE)) == [before]
    await acting(JANE).orders.cancel("ORD-67890", "ordered_by_mistake")
    assert await stored(points(JANE)) == [before], "that order's points are older than the ledger"
    assert await rows(LoyaltyEntry) == 2


async def test_points_follow_a_price_difference(acting: Acting, stored: Stored) -> None:
    [before] = await stored(points(JANE))
    await acting(JANE).carts.change("BOOK001", call_id="c", options="paperback")
    done = await acting(JANE).carts.check_out("paypal", call_id="c")
    await acting(JANE).orders.change_items(
        done.order.order_id, [Swap("Hobbit", "hardcover")], "paypal"
    )
    assert await stored(points(JANE)) == [before + 32]


async def test_a_promotion_is_on_the_bill_and_used_up(
    acting: Acting, stored: Stored, rows: Rows
) -> None:
    await acting(JANE).carts.change(POWER, call_id="c")
    await acting(JANE).carts.apply("save20", call_id="c")
    await acting(JANE).carts.apply("freeship", call_id="c")
    done = await acting(JANE).carts.check_out("paypal", call_id="c")
    assert {d.code: d.amount for d in done.discounts} == {
        "SAVE20": Decimal("20.00"),
        "FREESHIP": Decimal("0.00"),
    }
    invoice = await acting(JANE).orders.invoice(done.order.order_id)
    assert [(line.kind, line.amount) for line in invoice.lines] == [
        ("item", Decimal("109.99")),
        ("discount", Decimal("-20.00")),
    ]
    assert invoice.paid == done.total == Decimal("89.99")
    assert await stored(select(PromotionUse.code).order_by(PromotionUse.code)) == [
        "FREESHIP",
        "SAVE20",
    ]
    cancelled = await acting(JANE).orders.cancel(done.order.order_id, "no_longer_needed")
    assert [refund.amount for refund in cancelled.refunds] == [Decimal("89.99")]


async def test_what_the_caller_chose_before_the_check_is_bought_after_it(
    acting: Acting, stored: Stored
) -> None:
    await acting(None).carts.change(SHIRT, call_id="c")
    done = await acting(JANE).carts.check_out("paypal", call_id="c")
    items = select(OrderItem.sku).where(OrderItem.order_id == done.order.order_id)
    assert await stored(items) == [SHIRT]
    assert (await acting(None).carts.view(call_id="c")).items == ()
