"""What can be changed of a pending order. Each rule by its name, and nothing changed by it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from domain.errors import Refusal
from domain.facts import PostalAddress
from marketplace.market import Marketplace
from marketplace.tables import Order, Payment, PaymentMethod, Stock
from tests.marketplace.fixtures import Acting, Stored

ADDRESS = PostalAddress(street="9 New Street", city="Reno", state="NV", postal_code="89501")


@dataclass(frozen=True)
class Swap:
    item: str
    wanted: str


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


async def test_cancelling_gives_the_total_back_and_the_stock(
    acting: Acting, stored: Stored
) -> None:
    units = select(func.sum(Stock.quantity)).where(Stock.sku == "FASH001-4")
    [before] = await stored(units)
    cancelled = await acting("CUST-1002").orders.cancel("ORD-67890", "ordered_by_mistake")
    [promise] = cancelled.refunds
    assert (promise.amount, promise.method, promise.at_once) == (Decimal("59.00"), "paypal", False)
    assert await stored(select(Order.state).where(Order.order_id == "ORD-67890")) == ["cancelled"]
    assert await stored(units) == [before + 1]
    invoice = await acting("CUST-1002").orders.invoice("ORD-67890")
    assert (invoice.paid, invoice.refunded) == (Decimal("59.00"), Decimal("59.00"))


async def test_cancelling_a_large_order_needs_no_approval(acting: Acting) -> None:
    cancelled = await acting("CUST-1007").orders.cancel("ORD-1028", "no_longer_needed")
    assert cancelled.refunds[0].amount > 500


@pytest.mark.parametrize(
    ("customer", "order", "code"),
    [
        ("CUST-1001", "ORD-12345", "order_not_pending"),
        ("CUST-1001", "ORD-1007", "order_not_pending"),
        ("CUST-1001", "ORD-1001", "order_not_pending"),
        ("CUST-1001", "ORD-1009", "order_already_cancelled"),
        ("CUST-1001", "ORD-67890", "order_not_found"),
        ("CUST-1001", "ORD-99999", "order_not_found"),
    ],
)
async def test_what_is_not_pending_cannot_be_changed(
    acting: Acting, stored: Stored, customer: str, order: str, code: str
) -> None:
    ledger = select(func.count(Payment.payment_id))
    before = await stored(ledger)
    orders = acting(customer).orders
    for attempt in (
        orders.cancel(order, "no_longer_needed"),
        orders.change_items(order, [Swap("headphones", "silver")], "card"),
        orders.change_payment_method(order, "gift card"),
        orders.change_address(order, ADDRESS),
    ):
        with pytest.raises(Refusal) as refused:
            await attempt
        assert code_of(refused) == code
    assert await stored(ledger) == before


async def test_items_change_once_and_the_difference_is_settled(acting: Acting) -> None:
    daniel = acting("CUST-1007")
    changed = await daniel.orders.change_items("ORD-1028", [Swap("memory", "64 GB")], "paypal")
    assert changed.settlement.difference == Decimal("95.00")
    assert changed.settlement.method == "paypal"
    assert changed.order.items[2].options == {"capacity": "64 GB"}
    for again in (
        acting("CUST-1007").orders.change_items("ORD-1028", [Swap("memory", "32 GB")], "card"),
        acting("CUST-1007").orders.cancel("ORD-1028", "no_longer_needed"),
        acting("CUST-1007").orders.change_payment_method("ORD-1028", "paypal"),
    ):
        with pytest.raises(Refusal) as refused:
            await again
        assert code_of(refused) == "items_already_changed"


async def test_a_cheaper_variant_gives_money_back(acting: Acting) -> None:
    emma = acting("CUST-1006")
    changed = await emma.orders.change_items("ORD-1024", [Swap("Dune", "paperback")], "gift card")
    refund = changed.settlement.refund
    assert changed.settlement.difference == Decimal("-16.00")
    assert refund is not None
    assert refund.at_once
    cards = {m.kind: m.balance for m in await emma.customers.payment_methods()}
    assert cards["gift_card"] == Decimal("136.00")


@pytest.mark.parametrize(
    ("swaps", "settle_with", "code"),
    [
        ([Swap("shirt", "purple")], "paypal", "variant_not_found"),
        ([Swap("shirt", "size medium white")], "paypal", "same_variant"),
        ([Swap("trousers", "large")], "paypal", "item_not_in_order"),
        ([Swap("shirt", "large")], "credit card", "payment_method_not_found"),
        ([Swap("shirt", "large"), Swap("1", "small")], "paypal", "invalid_request"),
    ],
)
async def test_a_change_of_items_that_breaks_a_rule_changes_nothing(
    acting: Acting, swaps: list[Swap], settle_with: str, code: str
) -> None:
    before = await acting("CUST-1002").orders.get("ORD-67890")
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1002").orders.change_items("ORD-67890", swaps, settle_with)
    assert code_of(refused) == code
    assert await acting("CUST-1002").orders.get("ORD-67890") == before


async def test_one_item_out_of_stock_undoes_the_whole_change(
    acting: Acting, market: Marketplace, stored: Stored
) -> None:
    async with market.writing() as work:
        for shelf in await work.session.scalars(select(Stock).where(Stock.sku == "FASH007-8")):
            shelf.quantity = 0
    shelves = select(Stock.quantity).order_by(Stock.sku, Stock.warehouse)
    before = await stored(shelves)
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1004").orders.change_items(
            "ORD-1017", [Swap("shorts", "size L"), Swap("fleece jacket", "XL blue")], "card"
        )
    assert code_of(refused) == "out_of_stock"
    assert await stored(shelves) == before


async def test_a_gift_card_must_cover_the_difference(acting: Acting, market: Marketplace) -> None:
    async with market.writing() as work:
        card = await work.session.get_one(PaymentMethod, "GC-1001")
        card.balance = Decimal("4.99")
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.change_items(
            "ORD-1006", [Swap("Foundation", "audiobook")], "gift card"
        )
    assert code_of(refused) == "gift_card_too_low"


async def test_another_way_of_paying_takes_over_the_whole_total(acting: Acting) -> None:
    john = acting("CUST-1001")
    changed = await john.orders.change_payment_method("ORD-1006", "my gift card")
    assert (changed.method, changed.previous) == ("gift_card", "card")
    assert changed.amount == Decimal("40.97")
    methods = {m.method_id: m.balance for m in await john.customers.payment_methods()}
    assert methods["GC-1001"] == Decimal("75.00") - changed.amount
    cancelled = await acting("CUST-1001").orders.cancel("ORD-1006", "no_longer_needed")
    [promise] = cancelled.refunds
    assert (promise.method, promise.amount, promise.at_once) == ("gift_card", changed.amount, True)
    methods = {m.method_id: m.balance for m in await john.customers.payment_methods()}
    assert methods["GC-1001"] == Decimal("75.00")


@pytest.mark.parametrize(
    ("customer", "order", "method", "code"),
    [
        ("CUST-1001", "ORD-1006", "card", "same_payment_method"),
        ("CUST-1001", "ORD-1006", "paypal", "payment_method_not_found"),
        ("CUST-1001", "ORD-1006", "GC-1006", "payment_method_not_found"),
        ("CUST-1008", "ORD-1032", "paypal", "same_payment_method"),
    ],
)
async def test_ways_of_paying_that_are_refused(
    acting: Acting, customer: str, order: str, method: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await acting(customer).orders.change_payment_method(order, method)
    assert code_of(refused) == code


async def test_a_gift_card_that_is_too_low_pays_nothing(
    acting: Acting, market: Marketplace
) -> None:
    async with market.writing() as work:
        card = await work.session.get_one(PaymentMethod, "GC-1001")
        card.balance = Decimal("40.96")
    with pytest.raises(Refusal) as refused:
        await acting("CUST-1001").orders.change_payment_method("ORD-1006", "gift card")
    assert code_of(refused) == "gift_card_too_low"
    invoice = await acting("CUST-1001").orders.invoice("ORD-1006")
    assert [line.kind for line in invoice.payments] == ["payment"]


async def test_a_pending_order_goes_to_another_address_for_nothing(
    acting: Acting, market: Marketplace
) -> None:
    await acting("CUST-1002").orders.change_address("ORD-67890", ADDRESS)
    async with market.reading() as work:
        order = await work.session.get_one(Order, "ORD-67890")
        sealed = work.vault.open("orders.address", order.address_sealed)
    assert PostalAddress.model_validate_json(sealed) == ADDRESS
    assert (await acting("CUST-1002").orders.invoice("ORD-67890")).total == Decimal("59.00")
