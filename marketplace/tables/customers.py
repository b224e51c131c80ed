"""Who buys and sells, and how they pay.

`*_sealed` columns are encrypted and `*_hash` columns keyed hashes (`marketplace.vault`): a private
value has no other place in the database.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant, Money


class Customer(Base):
    """A person with an account."""

    __tablename__ = "customers"

    customer_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    first_name: Mapped[str] = mapped_column(String(80))
    last_name: Mapped[str] = mapped_column(String(80))
    tier: Mapped[str] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(16), default="en-US")
    loyalty_points: Mapped[int] = mapped_column(default=0)
    preferences: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    phone_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    phone_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    email_hash: Mapped[str] = mapped_column(String(64), index=True)
    date_of_birth_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    ssn_hash: Mapped[str] = mapped_column(String(64))
    card_hash: Mapped[str] = mapped_column(String(64))
    locked_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)


class PaymentMethod(Base):
    """A card, a PayPal account, or a gift card with a balance in USD and perhaps a last day."""

    __tablename__ = "payment_methods"

    method_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    balance: Mapped[Decimal | None] = mapped_column(Money)
    expires_on: Mapped[date | None]


class Seller(Base):
    """A customer who also sells."""

    __tablename__ = "sellers"

    seller_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    joined_at: Mapped[datetime] = mapped_column(Instant)
