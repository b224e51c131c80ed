"""What is kept for a time only."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.rules.lockouts import FORGOTTEN_AFTER
from marketplace.tables import IdempotentWrite, IdentityCounter

ANSWERS_KEPT_FOR = timedelta(days=30)
"""Longer than any wish is repeated: an approval expires after three days."""


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Removes answers that nobody asks for again, and failures that no longer count."""
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
