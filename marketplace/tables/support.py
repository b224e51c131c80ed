"""What people are asked to do, and what goes out to customers.

Free text of callers is sealed: anything may be in it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base, Instant
from marketplace.tables.customers import Customer


class Ticket(Base):
    """A request for a person. Waiting ones are served by urgency, then by age."""

    __tablename__ = "tickets"
    __table_args__ = (Index("ix_tickets_state_urgency_opened_at", "state", "urgency", "opened_at"),)

    ticket_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    call_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    topic: Mapped[str] = mapped_column(String(48))
    urgency: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    summary_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime] = mapped_column(Instant)


class Callback(Base):
    """A promise to call back."""

    __tablename__ = "callbacks"

    callback_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    number_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    topic_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    call_at: Mapped[datetime] = mapped_column(Instant, index=True)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    outcome: Mapped[str | None] = mapped_column(String(16))


class Message(Base):
    """Words left for the team."""

    __tablename__ = "messages"

    message_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    left_at: Mapped[datetime] = mapped_column(Instant)


class CustomerNote(Base):
    """What a caller said about themselves and their problem."""

    __tablename__ = "customer_notes"

    note_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    call_hash: Mapped[str] = mapped_column(String(64), index=True)
    severity: Mapped[str] = mapped_column(String(8))
    order_id: Mapped[str | None] = mapped_column(String(32))
    details_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class Outgoing(Base):
    """A text or email that is to be sent; whoever delivers it fills `sent_at`."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_sent_at_created_at", "sent_at", "created_at"),)

    outgoing_id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str | None] = mapped_column(ForeignKey(Customer.customer_id), index=True)
    channel: Mapped[str] = mapped_column(String(8))
    purpose: Mapped[str] = mapped_column(String(32))
    destination_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class Offer(Base):
    """One version of a text that is read to customers."""

    __tablename__ = "offers"

    offer_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    effective_from: Mapped[datetime] = mapped_column(Instant)


class OfferResponse(Base):
    """What a customer answered to the version that was read."""

    __tablename__ = "offer_responses"
    __table_args__ = (
        ForeignKeyConstraint(["offer_id", "version"], [Offer.offer_id, Offer.version]),
        Index("ix_offer_responses_customer_id_offer_id", "customer_id", "offer_id"),
    )

    response_id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey(Customer.customer_id))
    offer_id: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    response: Mapped[str] = mapped_column(String(16))
    call_hash: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)
