"""Parcels of the sample orders, with the history that a carrier would report."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.tables import Fulfilment, FulfilmentLine, OrderItem, ShipmentEvent

_ORIGIN = "Reno, NV"


def parcel(
    row: dict[str, str], placed: datetime, now: datetime, items: list[OrderItem]
) -> Fulfilment:
    """The one parcel of an order that has left."""
    shipped = placed + timedelta(hours=20)
    days = int(row["due_in_days"]) if row["due_in_days"] else -int(row["delivered_days_ago"])
    return Fulfilment(
        tracking_number=row["tracking_number"],
        carrier=row["carrier"],
        shipped_at=shipped,
        estimated_delivery=(now + timedelta(days=days)).date(),
        location=row["location"],
        events=_history(row, placed, shipped, now),
        lines=[FulfilmentLine(line=item.line) for item in items],
    )


def _history(
    row: dict[str, str], placed: datetime, shipped: datetime, now: datetime
) -> list[ShipmentEvent]:
    there = row["location"]
    happened = [
        (placed + timedelta(hours=6), "Order processed", _ORIGIN),
        (shipped, "Picked up", _ORIGIN),
    ]
    if row["delivered_days_ago"]:
        arrived = now - timedelta(days=int(row["delivered_days_ago"]))
        happened += [
            (arrived - timedelta(days=1), "In transit", there),
            (arrived - timedelta(hours=5), "Out for delivery", there),
            (arrived, "Delivered", there),
        ]
    elif row["state"] == "out_for_delivery":
        happened += [
            (now - timedelta(hours=14), "In transit", there),
            (now - timedelta(hours=2), "Out for delivery", there),
        ]
    else:
        happened.append((now - timedelta(hours=9), "In transit", there))
    return [ShipmentEvent(at=at, status=status, location=place) for at, status, place in happened]
