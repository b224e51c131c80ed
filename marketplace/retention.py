"""What is kept for a time only."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.rules.lockouts import FORGOTTEN_AFTER
from marketplace.tables import (
    Caller,
    Cart,
    CartItem,
    CartPromotion,
    IdempotentWrite,
    IdentityCounter,
)

ANSWERS_KEPT_FOR = timedelta(days=30)
"""Longer than any wish is repeated: an approval expires after three days."""


CALLS_CARTS_KEPT_FOR = timedelta(days=7)
"""Of callers whom nobody identified; longer than any call lasts. A customer's cart stays."""


CALLERS_KEPT_FOR = timedelta(days=7)
"""Who was on the line for a person; longer than any call lasts. The ticket stays."""


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Removes answers nobody asks for again, failures that no longer count, what calls left."""
    left = (Cart.customer_id.is_(None), Cart.changed_at < now - CALLS_CARTS_KEPT_FOR)
    for of_cart in (CartItem, CartPromotion):
        await session.execute(
            delete(of_cart).where(of_cart.cart_id.in_(select(Cart.cart_id).where(*left)))
        )
    await session.execute(delete(Cart).where(*left))
    await session.execute(delete(Caller).where(Caller.seen_at < now - CALLERS_KEPT_FOR))
    await session.execute(
        delete(IdempotentWrite).where(IdempotentWrite.at < now - ANSWERS_KEPT_FOR)
    )
    await session.execute(
        delete(IdentityCounter).where(
            or_(
                IdentityCounter.last_failure_at.is_(None),
                IdentityCounter.last_failure_at < now - FORGOTTEN_AFTER,
            ),
            or_(IdentityCounter.locked_until.is_(None), IdentityCounter.locked_until < now),
        )
    )
