"""What sellers are paid: exact to the cent, never twice, less what was refunded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from marketplace.market import Marketplace
from marketplace.rules import payouts
from marketplace.tables import OrderItem, Payout, PayoutLine
from tests.marketplace.fixtures import Acting, Clock, Stored

PRIYA = "CUST-1005"
EARNED = Decimal("699.95")
"""ORD-1023, an espresso machine, delivered 21 days ago."""


async def close(market: Marketplace) -> int:
    async with market.writing() as work:
        return await payouts.close_week(work)


async def new_payouts(stored: Stored) -> list[Payout]:
    return await stored(select(Payout).where(Payout.payout_id.in_(select(PayoutLine.payout_id))))


@pytest.mark.parametrize(
    ("sales", "kept"),
    [
        ("100.00", "12.00"),
        ("0.04", "0.00"),
        ("0.05", "0.01"),
        ("699.95", "83.99"),
        ("-10", "-1.20"),
    ],
)
def test_the_commission_is_twelve_percent_to_the_cent(sales: str, kept: str) -> None:
    assert payouts.commission(Decimal(sales)) == Decimal(kept)


@pytest.mark.parametrize(
    ("today", "friday"),
    [(date(2031, 3, 5), date(2031, 3, 7)), (date(2031, 3, 7), date(2031, 3, 14))],
)
def test_payday_is_the_friday_after(today: date, friday: date) -> None:
    assert payouts.next_payday(today) == friday


async def test_delivered_lines_are_pending_less_the_commission(acting: Acting) -> None:
    seen = await acting(PRIYA).sellers.payouts()
    assert (seen.commission_percent, seen.pending) == (12, EARNED - Decimal("83.99"))
    assert seen.scheduled is not None
    assert seen.last_paid is not None
    assert (seen.scheduled.amount, seen.scheduled.pay_on) == (Decimal("411.66"), date(2031, 3, 7))
    assert seen.last_paid.pay_on < date(2031, 3, 5)


async def test_a_line_is_paid_once_its_thirty_days_are_over(
    acting: Acting, market: Marketplace, clock: Clock, stored: Stored
) -> None:
    assert await close(market) == 0
    clock.advance(days=9)
    assert (await close(market), await close(market)) == (1, 0)
    [made] = await new_payouts(stored)
    assert (made.sales, made.commission, made.paid_at) == (EARNED, Decimal("83.99"), None)
    assert made.pay_on == date(2031, 3, 21)
    seen = await acting(PRIYA).sellers.payouts()
    assert seen.pending == 0
    assert seen.scheduled is not None
    assert seen.scheduled.amount == EARNED - Decimal("83.99")
    clock.advance(days=7)
    assert await close(market) == 0
    [paid] = await new_payouts(stored)
    assert paid.paid_at == clock.now
    after = await acting(PRIYA).sellers.payouts()
    assert after.scheduled is None
    assert after.last_paid == seen.scheduled


async def test_what_was_refunded_earns_nothing(acting: Acting) -> None:
    await acting(PRIYA).returns.open("ORD-1023", [], "defective")
    await acting(PRIYA).returns.refund("ORD-1023", "amount", amount=Decimal("199.95"))
    seen = await acting(PRIYA).sellers.payouts()
    assert seen.pending == Decimal("500.00") - Decimal("60.00")


async def test_a_refunded_line_earns_nothing_at_all(acting: Acting, market: Marketplace) -> None:
    async with market.writing() as work:
        await work.session.execute(
            update(OrderItem).where(OrderItem.order_id == "ORD-1023").values(refunded=True)
        )
    assert (await acting(PRIYA).sellers.payouts()).pending == 0


async def test_a_late_refund_is_taken_from_what_comes_next(
    acting: Acting, market: Marketplace, clock: Clock, stored: Stored
) -> None:
    clock.advance(days=9)
    await close(market)
    async with market.writing() as work:
        await work.session.execute(
            update(OrderItem).where(OrderItem.order_id == "ORD-1023").values(refunded=True)
        )
    seen = await acting(PRIYA).sellers.payouts()
    assert seen.pending == -EARNED + Decimal("83.99")
    clock.advance(days=7)
    assert await close(market) == 0, "a debt makes no payout"
    assert len(await new_payouts(stored)) == 1


async def test_nothing_that_was_not_delivered_is_paid(
    acting: Acting, market: Marketplace, clock: Clock, stored: Stored
) -> None:
    thomas = await acting("CUST-1009").sellers.payouts()
    assert thomas.pending == 0
    clock.advance(days=60)
    await close(market)
    assert {line.order_id for line in await stored(select(PayoutLine))} == {"ORD-1023"}
