"""Subscriptions that run, and what customers looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.sample.files import rows
from marketplace.sample.people import method_id
from marketplace.tables import Behaviour, Product, Subscription


def add_services(session: AsyncSession, now: datetime, products: list[Product]) -> None:
    """Adds every subscription of `subscriptions.csv` and every row of `behaviour.csv`."""
    variants = {v.sku: (v, product.name) for product in products for v in product.variants}
    for row in rows("subscriptions.csv"):
        variant, name = variants[row["sku"]]
        charged_on = (now - timedelta(days=int(row["charged_days_ago"]))).date()
        ahead = timedelta(days=int(row["next_in_days"] or 0))
        session.add(
            Subscription(
                subscription_id=row["subscription_id"],
                customer_id=row["customer_id"],
                sku=variant.sku,
                name=name,
                quantity=int(row["quantity"]),
                unit_price=variant.price,
                every=row["every"],
                state=row["state"],
                method_id=method_id(row["customer_id"], row["method"]),
                started_at=now - timedelta(days=int(row["started_days_ago"])),
                charged_on=charged_on,
                next_charge_on=(now + ahead).date(),
                skipped=False,
                ended_at=now if row["state"] == "cancelled" else None,
            )
        )
    for row in rows("behaviour.csv"):
        session.add(
            Behaviour(
                customer_id=row["customer_id"],
                product_id=row["product_id"],
                what=row["what"],
                at=now - timedelta(days=int(row["days_ago"])),
            )
        )
