"""What is arranged with customers beside single orders: subscriptions, appointments, quotes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.catalogue import Product, Variant
from marketplace.tables.customers import Customer, PaymentMethod


class Subscription(Base):
    """A variant that comes again and again.

    `charged_on` is a day on which it was charged, and `skipped` whether one was left out since.
    """

    __tablename__ = "subscriptions"

    subscription_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    sku: Mapped[str] = mapped_column(ForeignKey(Variant.sku))
    name: Mapped[str] = mapped_column(String(200))
    quantity: Mapped[int]
    unit_price: Mapped[Decimal] = mapped_column(Money)
    every: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(16))
    method_id: Mapped[str] = mapped_column(ForeignKey(PaymentMethod.method_id))
    started_at: Mapped[datetime] = mapped_column(Instant)
    charged_on: Mapped[date]
    next_charge_on: Mapped[date]
    skipped: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Appointment(Base):
    """A time at which somebody calls or comes.

    `place` counts those who can be served at once; a cancelled appointment gives its place up.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        UniqueConstraint("kind", "starts_at", "place"),
        Index("ix_appointments_customer_id_starts_at", "customer_id", "starts_at"),
    )

    appointment_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id))
    kind: Mapped[str] = mapped_column(String(24))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    place: Mapped[int | None]
    topic_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    booked_at: Mapped[datetime] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)


class Quote(Base):
    """Prices for many at once, offered to a company; a person follows it up."""

    __tablename__ = "quotes"

    quote_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    company_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    contact_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    total: Mapped[Decimal] = mapped_column(Money)
    made_at: Mapped[datetime] = mapped_column(Instant)
    valid_until: Mapped[date]
    ticket_id: Mapped[str] = mapped_column(String(16))

    lines: Mapped[list[QuoteLine]] = relationship(order_by="QuoteLine.line", lazy="raise")


class QuoteLine(Base):
    """One product of a quote."""

    __tablename__ = "quote_lines"

    quote_id: Mapped[str] = mapped_column(ForeignKey(Quote.quote_id), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_id: Mapped[str] = mapped_column(ForeignKey(Product.product_id))
    name: Mapped[str] = mapped_column(String(200))
    quantity: Mapped[int]
    percent_off: Mapped[int]
    unit_price: Mapped[Decimal] = mapped_column(Money)
