"""Passwords and the links that renew them. Neither is readable here: both are hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant
from marketplace.tables.customers import Customer


class Password(Base):
    """What a customer signs in with on the web: scrypt with its own salt."""

    __tablename__ = "passwords"

    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[datetime] = mapped_column(Instant)


class PasswordReset(Base):
    """A link by which one customer may set a new password, once, until it expires."""

    __tablename__ = "password_resets"
    __table_args__ = (Index("ix_password_resets_customer_id_sent_at", "customer_id", "sent_at"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id))
    sent_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was used, or gave way to a later one."""
