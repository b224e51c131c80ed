"""What can be sent back, exchanged and refunded, and what not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.market import Marketplace
from marketplace.tables import Order, Outgoing, Payment, Return, Stock
from services import Services
from tests.marketplace.fixtures import Acting, Clock, Rows, Stored, refused_as


@dataclass(frozen=True)
class Swap:
    item: str
    wanted: str


async def test_a_return_opens_and_its_label_goes_out(
    acting: Acting, market: Marketplace, stored: Stored, rows: Rows
) -> None:
    opened = await acting("CUST-1001").returns.open("ORD-1001", ["graphics card"], "changed_mind")
    assert opened.refund_amount == Decimal("1599.99")
    assert opened.items == ("RTX 4090 graphics card",)
    assert await stored(select(Order.state).where(Order.order_id == "ORD-1001")) == [
        "return_requested"
    ]
    [label] = await stored(select(Outgoing).where(Outgoing.purpose == "return_label"))
    assert market.vault.open("outbox.destination", label.destination_sealed) == (
        "john.doe@example.com"
    )
    assert await stored(select(Payment.kind).where(Payment.order_id == "ORD-1001")) == ["payment"]


@pytest.mark.parametrize(
    ("customer", "order", "code"),
    [
        ("CUST-1003", "ORD-1004", "return_window_closed"),
        ("CUST-1002", "ORD-1012", "final_sale"),
        ("CUST-1001", "ORD-12345", "order_not_delivered"),
        ("CUST-1001", "ORD-1009", "order_already_cancelled"),
        ("CUST-1003", "ORD-1015", "already_returned"),
        ("CUST-1004", "ORD-1020", "already_returned"),
        ("CUST-1002", "ORD-1001", "order_not_found"),
    ],
)
async def test_an_order_that_cannot_come_back(
    acting: Acting, rows: Rows, customer: str, order: str, code: str
) -> None:
    before = await rows(Return)
    returns = acting(customer).returns
    assert await refused_as(returns.open(order, [], "changed_mind")) == code
    assert await refused_as(returns.exchange(order, [Swap("1", "size 11")])) == code
    assert await rows(Return) == before
    if code != "order_not_found":
        report = await returns.eligibility(order)
        assert (report.eligible, report.reason) == (False, code)


async def test_the_window_is_thirty_days_and_fourteen_for_opened_electronics(
    acting: Acting, clock: Clock
) -> None:
    john = acting("CUST-1001")
    report = await john.returns.eligibility("ORD-1001")
    [item] = report.items
    assert (item.return_by, item.return_by_if_opened) == (date(2031, 3, 27), date(2031, 3, 11))
    clock.advance(days=6)
    assert (await john.returns.eligibility("ORD-1001", opened=True)).eligible
    clock.advance(days=1)
    opened = john.returns.open("ORD-1001", [], "changed_mind", opened=True)
    assert await refused_as(opened) == "opened_return_window_closed"
    clock.advance(days=15)
    assert (await john.returns.eligibility("ORD-1001")).eligible
    clock.advance(days=1)
    assert not (await john.returns.eligibility("ORD-1001")).eligible


async def test_opened_shoes_keep_thirty_days(acting: Acting, clock: Clock) -> None:
    clock.advance(days=20)
    assert (await acting("CUST-1004").returns.eligibility("ORD-1005", opened=True)).eligible


async def test_an_order_comes_back_once_with_all_its_items(acting: Acting, rows: Rows) -> None:
    jane = acting("CUST-1002")
    before = await rows(Return)
    opened = await jane.returns.open("ORD-1011", ["leggings"], "does_not_fit")
    assert opened.refund_amount == Decimal("98.00")
    again = acting("CUST-1002").returns.open("ORD-1011", ["socks"], "does_not_fit")
    assert await refused_as(again) == "already_returned"
    assert await rows(Return) == before + 1


@pytest.mark.parametrize(
    ("items", "refund_to", "code"),
    [
        (["trousers"], None, "item_not_in_order"),
        (["card"], "paypal", "payment_method_not_found"),
        (["card"], "GC-1006", "payment_method_not_found"),
    ],
)
async def test_a_return_that_breaks_a_rule_opens_nothing(
    acting: Acting, rows: Rows, items: list[str], refund_to: str | None, code: str
) -> None:
    before = await rows(Return)
    opened = acting("CUST-1001").returns.open(
        "ORD-1001", items, "changed_mind", refund_to=refund_to
    )
    assert await refused_as(opened) == code
    assert await rows(Return) == before


async def test_a_refund_goes_the_way_it_was_paid_or_to_a_gift_card(acting: Acting) -> None:
    daniel = acting("CUST-1007")
    wrong = daniel.returns.open("ORD-1030", [], "defective", refund_to="paypal")
    assert await refused_as(wrong) == "refund_method_not_allowed"
    john = acting("CUST-1001")
    opened = await john.returns.open("ORD-1001", [], "defective", refund_to="gift card")
    assert opened.refund_method == "gift_card"


async def test_an_exchange_reserves_the_new_item(acting: Acting, stored: Stored) -> None:
    shelf = select(Stock.quantity).where(Stock.sku == "FASH021-7").order_by(Stock.warehouse)
    before = sum(await stored(shelf))
    exchanged = await acting("CUST-1004").returns.exchange("ORD-1005", [Swap("shoes", "size 11")])
    assert exchanged.replacements == ("Running shoes, 11, black",)
    assert exchanged.settlement.difference == 0
    assert sum(await stored(shelf)) == before - 1
    refund = acting("CUST-1004").returns.refund("ORD-1005", "full")
    assert await refused_as(refund) == "nothing_to_refund"


async def test_the_difference_of_an_exchange_is_settled(acting: Acting) -> None:
    emma = acting("CUST-1006")
    exchanged = await emma.returns.exchange(
        "ORD-1025", [Swap("Salt Fat Acid Heat", "ebook")], settle_with="gift card"
    )
    assert exchanged.settlement.difference == Decimal("-16.00")
    assert exchanged.settlement.refund is not None


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("size 10 black", "same_variant"), ("size 44", "variant_not_found")],
)
async def test_an_exchange_that_breaks_a_rule(acting: Acting, wanted: str, code: str) -> None:
    exchanged = acting("CUST-1004").returns.exchange("ORD-1005", [Swap("shoes", wanted)])
    assert await refused_as(exchanged) == code


async def test_a_pickup_is_on_a_weekday_within_two_weeks(acting: Acting) -> None:
    sarah = acting("CUST-1003")
    [found] = await sarah.returns.list()
    picked = await sarah.returns.schedule_pickup(found.return_id, date(2031, 3, 7), "morning")
    assert (picked.day, picked.window) == (date(2031, 3, 7), "morning")
    moved = await acting("CUST-1003").returns.schedule_pickup("ORD-1015", date(2031, 3, 10))
    assert moved.return_id == found.return_id
    assert (await sarah.returns.status("ORD-1015")).state == "pickup_scheduled"
    for day in (date(2031, 3, 5), date(2031, 3, 8), date(2031, 3, 20)):
        attempt = acting("CUST-1003").returns.schedule_pickup(found.return_id, day)
        assert await refused_as(attempt) == "pickup_date_unavailable"
    elsewhere = acting("CUST-1001").returns.schedule_pickup(found.return_id, date(2031, 3, 7))
    assert await refused_as(elsewhere) == "return_not_found"
    done = acting("CUST-1004").returns.schedule_pickup("ORD-1019", date(2031, 3, 7))
    assert await refused_as(done) == "pickup_not_open"


async def open_shoes(acting: Acting) -> Services:
    miguel = acting("CUST-1004")
    await miguel.returns.open("ORD-1005", [], "does_not_fit")
    return miguel


async def test_a_refund_follows_a_return_and_happens_once(acting: Acting) -> None:
    miguel = await open_shoes(acting)
    quote = await miguel.returns.quote("ORD-1005", "full")
    assert (quote.amount, quote.needs_approval) == (Decimal("120.00"), False)
    refunded = await miguel.returns.refund("ORD-1005", "full")
    assert refunded.refund.amount == Decimal("120.00")
    assert refunded.still_refundable == 0
    for again in (
        acting("CUST-1004").returns.refund("ORD-1005", "full"),
        acting("CUST-1004").returns.refund("ORD-1005", "items", ["shoes"]),
        acting("CUST-1004").returns.refund("ORD-1005", "amount", amount=Decimal("0.01")),
    ):
        assert await refused_as(again) == "already_refunded"
    assert (await miguel.returns.status("ORD-1005")).state == "refunded"
    assert (await miguel.orders.invoice("ORD-1005")).refunded == Decimal("120.00")


async def test_an_item_is_refunded_once_even_when_money_is_left(acting: Acting) -> None:
    emma = acting("CUST-1006")
    await emma.returns.open("ORD-1025", [], "changed_mind")
    await emma.returns.refund("ORD-1025", "items", ["caterpillar"])
    again = acting("CUST-1006").returns.refund("ORD-1025", "items", ["Very Hungry Caterpillar"])
    assert await refused_as(again) == "already_refunded"
    rest = await acting("CUST-1006").returns.refund("ORD-1025", "full")
    assert rest.refund.amount == Decimal("35.00")


async def test_amounts_never_pass_what_was_paid(acting: Acting) -> None:
    await open_shoes(acting)
    first = await acting("CUST-1004").returns.refund("ORD-1005", "amount", amount=Decimal(70))
    assert first.still_refundable == Decimal("50.00")
    for scope, items, amount in (
        ("amount", [], Decimal("50.01")),
        ("items", ["shoes"], None),
    ):
        attempt = acting("CUST-1004").returns.refund("ORD-1005", scope, items, amount)  # type: ignore[arg-type]
        assert await refused_as(attempt) == "refund_too_high"
    last = await acting("CUST-1004").returns.refund("ORD-1005", "amount", amount=Decimal(50))
    assert last.refunded_in_all == Decimal("120.00")


async def test_only_what_comes_back_is_refunded(acting: Acting) -> None:
    jane = acting("CUST-1002")
    await jane.returns.open("ORD-1011", ["socks"], "changed_mind")
    other = acting("CUST-1002").returns.refund("ORD-1011", "items", ["leggings"])
    assert await refused_as(other) == "item_not_in_order"
    full = await acting("CUST-1002").returns.refund("ORD-1011", "full")
    assert full.refund.amount == Decimal("46.50")


async def test_no_refund_without_a_return_or_damage(acting: Acting) -> None:
    assert await refused_as(acting("CUST-1004").returns.refund("ORD-1005", "full")) == (
        "nothing_to_refund"
    )
    await acting("CUST-1004").orders.report_issue("ORD-1005", "damaged_package")
    refunded = await acting("CUST-1004").returns.refund("ORD-1005", "full")
    assert refunded.refund.amount == Decimal("120.00")
    again = acting("CUST-1004").returns.open("ORD-1005", [], "damaged")
    assert await refused_as(again) == "already_refunded"


async def test_above_five_hundred_in_sum_a_person_approves(acting: Acting) -> None:
    john = acting("CUST-1001")
    await john.returns.open("ORD-1001", [], "defective")
    assert (await john.returns.quote("ORD-1001", "full")).needs_approval
    assert await refused_as(john.returns.refund("ORD-1001", "full")) == "approval_required"
    exactly = acting("CUST-1001").returns.refund("ORD-1001", "amount", amount=Decimal(500))
    assert (await exactly).refunded_in_all == Decimal("500.00")
    one_cent = acting("CUST-1001").returns
    beyond = one_cent.refund("ORD-1001", "amount", amount=Decimal("0.01"))
    assert await refused_as(beyond) == "approval_required"
    approved = await acting("CUST-1001").returns.refund(
        "ORD-1001", "amount", amount=Decimal(600), approval_id="apr-1", approved_by="Kim"
    )
    assert approved.refunded_in_all == Decimal("1100.00")
    reused = acting("CUST-1001").returns.refund("ORD-1001", "full", approval_id="apr-1")
    assert await refused_as(reused) == "approval_already_used"


@pytest.mark.parametrize("scope", ["items", "amount"])
async def test_a_refund_without_its_detail_makes_no_sense(acting: Acting, scope: Any) -> None:
    await open_shoes(acting)
    assert await refused_as(acting("CUST-1004").returns.refund("ORD-1005", scope)) == (
        "invalid_request"
    )
