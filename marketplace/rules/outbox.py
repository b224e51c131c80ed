"""What is sent to customers: kept with the change that caused it, delivered later."""

from __future__ import annotations

from typing import Literal

from marketplace.tables import Customer, Outgoing
from marketplace.work import UnitOfWork


def email_customer(work: UnitOfWork, customer: Customer, purpose: str, body: str) -> None:
    """Queues an email to the address on file."""
    address = work.vault.open("customers.email", customer.email_sealed)
    _queue(work, customer.customer_id, "email", purpose, address, body)


def text_customer(work: UnitOfWork, customer: Customer, purpose: str, body: str) -> None:
    """Queues a text to the number on file."""
    number = work.vault.open("customers.phone", customer.phone_sealed)
    _queue(work, customer.customer_id, "text", purpose, number, body)


def text_line(work: UnitOfWork, line: str, purpose: str, body: str) -> None:
    """Queues a text to the line in use (E.164), whose owner is not known."""
    _queue(work, None, "text", purpose, line, body)


def _queue(
    work: UnitOfWork,
    customer_id: str | None,
    channel: Literal["text", "email"],
    purpose: str,
    destination: str,
    body: str,
) -> None:
    work.session.add(
        Outgoing(
            customer_id=customer_id,
            channel=channel,
            purpose=purpose,
            destination_sealed=work.vault.seal("outbox.destination", destination),
            body_sealed=work.vault.seal("outbox.body", body),
            created_at=work.now,
        )
    )
