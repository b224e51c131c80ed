"""Which promotion an order was bought with. The promotions themselves are in the catalogue."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Money
from marketplace.tables.catalogue import Promotion
from marketplace.tables.customers import Customer
from marketplace.tables.orders import Order


class PromotionUse(Base):
    """A promotion on an order; it counts as used unless the order was cancelled."""

    __tablename__ = "promotion_uses"
    __table_args__ = (Index("ix_promotion_uses_customer_id_code", "customer_id", "code"),)

    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(Promotion.code), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id))
    discount: Mapped[Decimal] = mapped_column(Money)
