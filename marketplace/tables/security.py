"""Who tried to be whom, and which accounts stand still.

Phone numbers, calls and lines are keyed hashes here, so that a number nobody owns leaves the same
trace as a customer's.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant
from marketplace.tables.customers import Customer


class IdentityCounter(Base):
    """Failed identity checks of one call, one presented number or one calling line."""

    __tablename__ = "identity_counters"

    scope: Mapped[str] = mapped_column(String(8), primary_key=True)
    subject_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime | None] = mapped_column(Instant)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)


class SecurityEvent(Base):
    """Something that the security team may have to look at."""

    __tablename__ = "security_events"
    __table_args__ = (Index("ix_security_events_kind_at", "kind", "at"),)

    case_number: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(32))
    scope: Mapped[str | None] = mapped_column(String(8))
    subject_hash: Mapped[str | None] = mapped_column(String(64))
    call_hash: Mapped[str | None] = mapped_column(String(64))
    customer_id: Mapped[str | None] = mapped_column(String(32), index=True)
    details_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class AccountLock(Base):
    """A stop on changes to an account, which the notice sent to its owner can undo."""

    __tablename__ = "account_locks"

    lock_id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    locked_at: Mapped[datetime] = mapped_column(Instant)
    undo_hash: Mapped[str] = mapped_column(String(64), unique=True)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
