"""Loyalty points: one for each whole dollar paid, a hundred of them worth a dollar (offer a-592).

An order's points follow what was paid for it and not given back: earned when it is bought, taken
back when money of it goes back. Orders from before the ledger of points have theirs in the balance
that the account began with, and keep them.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from sqlalchemy import func, select

from marketplace.rules import bill, customers
from marketplace.schemas import LoyaltyBalance
from marketplace.tables import Customer, LoyaltyEntry, Order
from marketplace.tables.base import CENT
from marketplace.work import UnitOfWork

POINTS_PER_DOLLAR = 1
POINTS_WORTH_A_DOLLAR = 100


async def balance(work: UnitOfWork, customer_id: str) -> LoyaltyBalance:
    """The customer's points, and what they are worth.

    Raises:
        CustomerNotFound: no such customer.
    """
    customer = await customers.load(work, customer_id)
    worth = (Decimal(customer.loyalty_points) / POINTS_WORTH_A_DOLLAR).quantize(CENT, ROUND_DOWN)
    return LoyaltyBalance.model_validate(
        {"points": customer.loyalty_points, "worth": worth, "tier": customer.tier}
    )


async def earn(work: UnitOfWork, order: Order) -> int:
    """Gives the points of an order that was just bought; returns how many."""
    return await _enter(work, order, due(order), "order")


async def follow(work: UnitOfWork, order: Order, reason: str) -> None:
    """Brings an order's points in line with what is left of its payments."""
    given = await work.session.scalar(
        select(func.sum(LoyaltyEntry.points)).where(LoyaltyEntry.order_id == order.order_id)
    )
    if given is not None:
        await _enter(work, order, due(order) - int(given), reason)


def due(order: Order) -> int:
    """The points that the money paid for an order and not given back is worth."""
    kept = bill.paid(order) - bill.refunded(order)
    return max(0, int(kept) * POINTS_PER_DOLLAR)


async def _enter(work: UnitOfWork, order: Order, points: int, reason: str) -> int:
    if points:
        customer = await work.session.get_one(
            Customer, order.customer_id, with_for_update=True, populate_existing=True
        )
        customer.loyalty_points += points
        work.session.add(
            LoyaltyEntry(
                customer_id=order.customer_id,
                order_id=order.order_id,
                points=points,
                reason=reason,
                at=work.now,
            )
        )
    return points
