"""What customers asked about a delivery or a bill after ordering."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.orders import Order


class DeliveryChange(Base):
    """A change of address, instructions, day or place of a delivery, and its fee."""

    __tablename__ = "delivery_changes"

    change_id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    fee: Mapped[Decimal] = mapped_column(Money)
    details_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    effective_by: Mapped[datetime] = mapped_column(Instant)


class DeliveryIssue(Base):
    """A case about a parcel that came damaged, short, late or not at all."""

    __tablename__ = "delivery_issues"
    __table_args__ = (Index("uq_delivery_issues_order_id_kind", "order_id", "kind", unique=True),)

    case_number: Mapped[str] = mapped_column(String(16), primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id))
    kind: Mapped[str] = mapped_column(String(24))
    details_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[datetime] = mapped_column(Instant)


class Dispute(Base):
    """A charge that a customer does not accept."""

    __tablename__ = "disputes"
    __table_args__ = (Index("uq_disputes_order_id_charge", "order_id", "charge", unique=True),)

    case_number: Mapped[str] = mapped_column(String(16), primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey(Order.order_id))
    charge: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(32))
    amount: Mapped[Decimal] = mapped_column(Money)
    details_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[datetime] = mapped_column(Instant)
    needs_person: Mapped[bool]
