"""Callers who wait on the line for a person, and whether a person is there to take them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant
from marketplace.tables.support import Ticket


class Caller(Base):
    """One caller on the line, behind the ticket of their request; one row a ticket.

    `seen_at` is the last sign of life of the call: one that has none is over, however it ended.
    """

    __tablename__ = "callers"
    __table_args__ = (Index("ix_callers_state_seen_at", "state", "seen_at"),)

    ticket_id: Mapped[str] = mapped_column(ForeignKey(Ticket.ticket_id), primary_key=True)
    call_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    channel: Mapped[str] = mapped_column(String(16))
    agent: Mapped[str] = mapped_column(String(48))
    state: Mapped[str] = mapped_column(String(16))
    taken_by: Mapped[str | None] = mapped_column(String(8))
    since: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class DeskPresence(Base):
    """When somebody last looked at who waits."""

    __tablename__ = "desk_presence"

    desk: Mapped[str] = mapped_column(String(16), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Instant)
