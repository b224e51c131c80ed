"""What sellers are paid for what they sold."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.customers import Seller
from marketplace.tables.orders import OrderItem


class Payout(Base):
    """Money that goes to a seller on one day: sales less refunds, less the commission. USD."""

    __tablename__ = "payouts"
    __table_args__ = (Index("ix_payouts_seller_id_pay_on", "seller_id", "pay_on"),)

    payout_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    seller_id: Mapped[str] = mapped_column(ForeignKey(Seller.seller_id))
    sales: Mapped[Decimal] = mapped_column(Money)
    commission: Mapped[Decimal] = mapped_column(Money)
    pay_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Instant)
    paid_at: Mapped[datetime | None] = mapped_column(Instant)


class PayoutLine(Base):
    """How much of a payout's sales one line of an order makes; below zero after a late refund."""

    __tablename__ = "payout_lines"
    __table_args__ = (
        ForeignKeyConstraint(["order_id", "line"], [OrderItem.order_id, OrderItem.line]),
        Index("ix_payout_lines_order_id_line", "order_id", "line"),
    )

    payout_id: Mapped[str] = mapped_column(ForeignKey(Payout.payout_id), primary_key=True)
    order_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[Decimal] = mapped_column(Money)
