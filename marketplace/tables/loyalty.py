"""How a customer's loyalty points came to be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant
from marketplace.tables.customers import Customer
from marketplace.tables.orders import Order


class LoyaltyEntry(Base):
    """Points earned (above zero) or taken back (below); never changed, never removed.

    `Customer.loyalty_points` is what the account began with and the sum of these.
    """

    __tablename__ = "loyalty_entries"

    entry_id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), index=True)
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
