"""What sellers are paid.

A line earns its price once it is delivered; a line that was refunded earns nothing, and what was
refunded of an order without naming a line is taken from its lines by their price. Discounts and
shipping are the marketplace's. It keeps twelve percent of a payout's sales, rounded half up to the
cent. Lines wait for thirty days, the time in which they can be sent back; each week closes into a
payout for the Friday after. What a line is due is what it earns less what payouts hold for it
already, so a late refund is taken from the next payout, and no line is ever paid twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select, type_coerce, update
from sqlalchemy.orm import selectinload

from marketplace.rules import bill, sellers
from marketplace.rules.references import fresh
from marketplace.rules.refunds import REASON
from marketplace.schemas import PayoutInfo, PayoutStatus
from marketplace.tables import Money, Order, OrderItem, Payment, Payout, PayoutLine, Product, Seller
from marketplace.tables.base import CENT
from marketplace.work import UnitOfWork

COMMISSION_PERCENT = 12
HELD_FOR = timedelta(days=30)
LOOKS_BACK = timedelta(days=180)
"""How long after its delivery a line can still be refunded, and so change a payout."""
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class _Due:
    order_id: str
    line: int
    amount: Decimal
    delivered_at: datetime


async def status(work: UnitOfWork, customer_id: str) -> PayoutStatus:
    """What a seller gets, and when.

    Raises:
        SellerNotFound: the account sells nothing.
    """
    seller = await sellers.load(work, customer_id)
    payouts = select(Payout).where(Payout.seller_id == seller.seller_id).limit(1)
    coming = await work.session.scalar(
        payouts.where(Payout.paid_at.is_(None)).order_by(Payout.pay_on)
    )
    last = await work.session.scalar(
        payouts.where(Payout.paid_at.is_not(None)).order_by(Payout.pay_on.desc())
    )
    due = sum((line.amount for line in await _due(work, seller.seller_id)), bill.ZERO)
    return PayoutStatus(
        commission_percent=COMMISSION_PERCENT,
        pending=due - commission(due),
        scheduled=_info(coming),
        last_paid=_info(last),
    )


async def close_week(work: UnitOfWork) -> int:
    """Pays what is due today, and makes payouts of the lines whose time has passed.

    Asking again changes nothing. Returns how many payouts were made.
    """
    today = work.now.date()
    await work.session.execute(
        update(Payout)
        .where(Payout.paid_at.is_(None), Payout.pay_on <= today)
        .values(paid_at=work.now)
    )
    # Locked, so that two who close at once take turns.
    found = await work.session.scalars(select(Seller).order_by(Seller.seller_id).with_for_update())
    made = 0
    for seller in found.all():
        lines = [
            line
            for line in await _due(work, seller.seller_id)
            if line.amount < 0 or line.delivered_at + HELD_FOR <= work.now
        ]
        if sum((line.amount for line in lines), bill.ZERO) > 0:
            await _make(work, seller.seller_id, lines, next_payday(today))
            made += 1
    return made


def commission(sales: Decimal) -> Decimal:
    """What the marketplace keeps of sales, rounded half up to the cent. USD."""
    return (sales * COMMISSION_PERCENT / 100).quantize(CENT, ROUND_HALF_UP)


def next_payday(today: date) -> date:
    """The Friday after a day."""
    return today + timedelta(days=(_FRIDAY - today.weekday() - 1) % 7 + 1)


async def _make(work: UnitOfWork, seller_id: str, lines: Sequence[_Due], pay_on: date) -> None:
    sales = sum((line.amount for line in lines), bill.ZERO)
    payout_id = await fresh(work, Payout.payout_id, "PAY-", 8)
    work.session.add(
        Payout(
            payout_id=payout_id,
            seller_id=seller_id,
            sales=sales,
            commission=commission(sales),
            pay_on=pay_on,
            made_at=work.now,
        )
    )
    await work.session.flush()
    work.session.add_all(
        PayoutLine(payout_id=payout_id, order_id=line.order_id, line=line.line, amount=line.amount)
        for line in lines
    )
    await work.session.flush()


async def _due(work: UnitOfWork, seller_id: str) -> list[_Due]:
    """What each line of the seller's is due, where that is anything. Four queries, however many."""
    rows = (
        await work.session.execute(
            select(OrderItem, Order.delivered_at)
            .join(Product, Product.product_id == OrderItem.product_id)
            .join(Order, Order.order_id == OrderItem.order_id)
            .where(Product.seller_id == seller_id, Order.delivered_at >= work.now - LOOKS_BACK)
        )
    ).all()
    held = await _held(work, seller_id)
    loose = await _loose_refunds(work, seller_id, work.now - LOOKS_BACK)
    due = []
    for item, delivered_at in rows:
        earned = _earned(item, loose.get(item.order_id))
        amount = earned - held.get((item.order_id, item.line), bill.ZERO)
        if amount and delivered_at is not None:
            due.append(_Due(item.order_id, item.line, amount, delivered_at))
    return due


async def _held(work: UnitOfWork, seller_id: str) -> dict[tuple[str, int], Decimal]:
    total = type_coerce(func.sum(PayoutLine.amount), Money)
    rows = await work.session.execute(
        select(PayoutLine.order_id, PayoutLine.line, total)
        .join(Payout, Payout.payout_id == PayoutLine.payout_id)
        .where(Payout.seller_id == seller_id)
        .group_by(PayoutLine.order_id, PayoutLine.line)
    )
    return {(order_id, line): amount for order_id, line, amount in rows}


@dataclass(frozen=True, slots=True)
class _Loose:
    """What was refunded of an order without a line, and what the lines that bear it cost."""

    refunded: Decimal
    lines: Decimal


async def _loose_refunds(work: UnitOfWork, seller_id: str, since: datetime) -> dict[str, _Loose]:
    sold = (
        select(OrderItem.order_id)
        .join(Product, Product.product_id == OrderItem.product_id)
        .where(Product.seller_id == seller_id)
    )
    orders = await work.session.scalars(
        select(Order)
        .where(
            Order.order_id.in_(sold),
            Order.delivered_at >= since,
            Order.order_id.in_(
                select(Payment.order_id).where(Payment.order_id.in_(sold), Payment.reason == REASON)
            ),
        )
        .options(
            selectinload(Order.items),
            selectinload(Order.charges),
            selectinload(Order.payments),
        )
    )
    found = {}
    for order in orders:
        back = sum((e.amount for e in order.payments if e.reason == REASON), bill.ZERO)
        whole = bill.value_of(order, [item for item in order.items if item.refunded])
        rest = bill.items_total(item for item in order.items if not item.refunded)
        found[order.order_id] = _Loose(max(bill.ZERO, back - whole), rest)
    return found


def _earned(item: OrderItem, loose: _Loose | None) -> Decimal:
    if item.refunded:
        return bill.ZERO
    price = item.unit_price * item.quantity
    if loose is None or not loose.lines:
        return price
    share = (loose.refunded * price / loose.lines).quantize(CENT, ROUND_HALF_UP)
    return max(bill.ZERO, price - share)


def _info(payout: Payout | None) -> PayoutInfo | None:
    if payout is None:
        return None
    return PayoutInfo(amount=payout.sales - payout.commission, pay_on=payout.pay_on)
