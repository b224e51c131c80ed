"""What time it is, handed in, so that a test can say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the present instant, timezone-aware, in UTC."""


def utc_now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def business_days_after(start: datetime, days: int) -> datetime:
    """The instant `days` business days (Monday to Friday) after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return day
