"""What customers showed that they like. What they said they like is with the customer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant
from marketplace.tables.catalogue import Product
from marketplace.tables.customers import Customer


class Behaviour(Base):
    """A product that a customer looked at, liked, disliked or wished for, and when last."""

    __tablename__ = "behaviour"
    __table_args__ = (Index("ix_behaviour_customer_id_at", "customer_id", "at"),)

    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey(Product.product_id), primary_key=True)
    what: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
