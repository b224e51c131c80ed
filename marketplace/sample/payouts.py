"""Payouts of sellers for what was sold before the sample orders."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from marketplace.rules.payouts import commission
from marketplace.sample.files import rows
from marketplace.tables import Payout


def payouts(now: datetime) -> list[Payout]:
    """Every payout of `payouts.csv`; those whose day is over were paid on it, at noon."""
    return [_payout(row, now) for row in rows("payouts.csv")]


def _payout(row: dict[str, str], now: datetime) -> Payout:
    sales, days = Decimal(row["sales"]), int(row["pays_in_days"])
    day = (now + timedelta(days=days)).date()
    noon = datetime.combine(day, time(12), now.tzinfo)
    return Payout(
        payout_id=row["payout_id"],
        seller_id=row["seller_id"],
        sales=sales,
        commission=commission(sales),
        pay_on=day,
        made_at=noon - timedelta(days=7),
        paid_at=noon if days < 0 else None,
    )
