"""What was bought, where it is, and what was paid for it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.catalogue import Product, Variant
from marketplace.tables.customers import Customer, PaymentMethod


class Order(Base):
    """One purchase of one customer."""

    __tablename__ = "orders"
    __table_args__ = (Index("ix_orders_customer_id_placed_at", "customer_id", "placed_at"),)

    order_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id))
    state: Mapped[str] = mapped_column(String(24))
    placed_at: Mapped[datetime] = mapped_column(Instant)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_reason: Mapped[str | None] = mapped_column(String(32))
    items_changed_at: Mapped[datetime | None] = mapped_column(Instant)
    method_id: Mapped[str] = mapped_column(ForeignKey(PaymentMethod.method_id))
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    items: Mapped[list[OrderItem]] = relationship(order_by="OrderItem.line", lazy="raise")
    fulfilments: Mapped[list[Fulfilment]] = relationship(
        order_by="Fulfilment.shipped_at", lazy="raise"
    )
    charges: Mapped[list[Charge]] = relationship(order_by="Charge.charge_id", lazy="raise")
    payments: Mapped[list[Payment]] = relationship(order_by="Payment.payment_id", lazy="raise")


class OrderItem(Base):
    """A variant in an order, at the price of the day."""

    __tablename__ = "order_items"
    __table_args__ = (Index("ix_order_items_product_id_order_id", "product_id", "order_id"),)

    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sku: Mapped[str] = mapped_column(ForeignKey(Variant.sku), index=True)
    product_id: Mapped[str] = mapped_column(ForeignKey(Product.product_id))
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(32))
    options: Mapped[dict[str, str]] = mapped_column(JSON)
    unit_price: Mapped[Decimal] = mapped_column(Money)
    quantity: Mapped[int]
    warehouse: Mapped[str] = mapped_column(String(16))
    elsewhere: Mapped[dict[str, int] | None] = mapped_column(JSON)
    """Pieces from other warehouses, by name, where that one had not enough."""
    final_sale: Mapped[bool] = mapped_column(default=False)
    refunded: Mapped[bool] = mapped_column(default=False)


class Fulfilment(Base):
    """A parcel: its carrier, its tracking number, and which lines of the order are in it."""

    __tablename__ = "fulfilments"

    tracking_number: Mapped[str] = mapped_column(String(40), primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), index=True)
    carrier: Mapped[str] = mapped_column(String(32))
    shipped_at: Mapped[datetime] = mapped_column(Instant)
    estimated_delivery: Mapped[date]
    location: Mapped[str] = mapped_column(String(80))

    events: Mapped[list[ShipmentEvent]] = relationship(order_by="ShipmentEvent.at", lazy="raise")
    lines: Mapped[list[FulfilmentLine]] = relationship(lazy="raise")


class FulfilmentLine(Base):
    """One line of an order in one parcel."""

    __tablename__ = "fulfilment_lines"

    tracking_number: Mapped[str] = mapped_column(
        ForeignKey(Fulfilment.tracking_number), primary_key=True
    )
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ShipmentEvent(Base):
    """Something that happened to a parcel, as the carrier reports it."""

    __tablename__ = "shipment_events"
    __table_args__ = (UniqueConstraint("tracking_number", "at", "status"),)

    event_id: Mapped[int] = mapped_column(primary_key=True)
    tracking_number: Mapped[str] = mapped_column(ForeignKey(Fulfilment.tracking_number))
    at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(80))
    location: Mapped[str] = mapped_column(String(80))


class Charge(Base):
    """A line of the bill other than the items: shipping, a delivery fee, or a discount (< 0)."""

    __tablename__ = "charges"

    charge_id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    description: Mapped[str] = mapped_column(String(160))
    amount: Mapped[Decimal] = mapped_column(Money)
    at: Mapped[datetime] = mapped_column(Instant)


class Payment(Base):
    """A line of an order's ledger; never changed, never removed.

    `payment` is money from the customer, `refund` money back, and `reversal` money back because
    another way of paying took its place.
    """

    __tablename__ = "payments"

    payment_id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), index=True)
    method_id: Mapped[str] = mapped_column(ForeignKey(PaymentMethod.method_id))
    kind: Mapped[str] = mapped_column(String(16))
    amount: Mapped[Decimal] = mapped_column(Money)
    at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(48))
    approval_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    approved_by: Mapped[str | None] = mapped_column(String(80))
