"""What comes back, and what goes out in its place."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.customers import PaymentMethod
from marketplace.tables.orders import Order


class Return(Base):
    """A return or an exchange. An order has one of them at most, with all its items."""

    __tablename__ = "returns"

    return_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    send_back_by: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Money)
    method_id: Mapped[str] = mapped_column(ForeignKey(PaymentMethod.method_id))
    pickup_on: Mapped[date | None]
    pickup_window: Mapped[str | None] = mapped_column(String(16))

    items: Mapped[list[ReturnItem]] = relationship(order_by="ReturnItem.line", lazy="raise")


class ReturnItem(Base):
    """One line of the order that comes back; `new_sku` is what goes out instead."""

    __tablename__ = "return_items"

    return_id: Mapped[str] = mapped_column(ForeignKey(Return.return_id), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    was_opened: Mapped[bool]
    new_sku: Mapped[str | None] = mapped_column(String(40))
