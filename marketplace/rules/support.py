"""Asking for people: tickets and their queue, call-backs, messages, notes, follow-ups."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from marketplace.clock import business_days_after
from marketplace.refusals import (
    CallbackOutsideHours,
    CallbackTimeUnavailable,
    InvalidRequest,
    TicketNotFound,
)
from marketplace.rules import customers, desk, local_time, outbox
from marketplace.rules.references import canonical, fresh
from marketplace.schemas import (
    CallbackArranged,
    CallbackIn,
    CustomerNoteIn,
    CustomerNoteSaved,
    FollowUpIn,
    FollowUpQueued,
    MessageIn,
    MessageLeft,
    QueuePosition,
    Severity,
    TicketClosed,
    TicketIn,
    TicketOpened,
)
from marketplace.tables import Callback, CustomerNote, Message, Ticket
from marketplace.work import UnitOfWork

_URGENCY: dict[Severity, int] = {"urgent": 0, "high": 1, "medium": 2, "low": 3}
_MINUTES_A_TICKET = 3
_SOON = timedelta(minutes=30)
_CALLBACK_WITHIN = timedelta(days=7)


async def open_ticket(work: UnitOfWork, customer_id: str | None, asked: TicketIn) -> TicketOpened:
    """Puts a request for a person into the queue. Anyone may.

    Whoever asks again in the same call keeps the place, with what was said last; a request made
    before the caller was identified becomes the customer's.
    """
    call_hash = work.vault.hash("calls", asked.call_id)
    urgency = _URGENCY[asked.urgency]
    ticket = await work.session.scalar(
        select(Ticket)
        .where(
            Ticket.call_hash == call_hash,
            Ticket.state == "waiting",
            or_(Ticket.customer_id.is_(None), Ticket.customer_id == customer_id),
        )
        .order_by(Ticket.customer_id.is_(None))
        .limit(1)
        .with_for_update()
    )
    if ticket is None:
        ticket = await _add_ticket(
            work, customer_id, asked.topic, asked.summary, urgency, call_hash
        )
    else:
        ticket.customer_id = ticket.customer_id or customer_id
        ticket.urgency = min(ticket.urgency, urgency)
        ticket.summary_sealed = work.vault.seal("tickets.summary", asked.summary)
    await work.session.flush()
    return TicketOpened.model_validate((await _position(work, ticket)).model_dump())


async def close_ticket(work: UnitOfWork, ticket_id: str) -> TicketClosed:
    """A person has taken the request up: those behind it move up.

    Raises:
        TicketNotFound: no such request is waiting.
    """
    ticket = await work.session.get(Ticket, canonical(ticket_id), with_for_update=True)
    if ticket is None or ticket.state != "waiting":
        raise TicketNotFound
    ticket.state = "closed"
    return TicketClosed(ticket_id=ticket.ticket_id)


async def open_case_ticket(
    work: UnitOfWork, customer_id: str | None, topic: str, summary: str
) -> str:
    """Puts a case that a person has to look at into the queue; returns the ticket's number."""
    ticket = await _add_ticket(work, customer_id, topic, summary, _URGENCY["medium"], None)
    return ticket.ticket_id


async def queue_position(work: UnitOfWork, customer_id: str | None, call_id: str) -> QueuePosition:
    """Where the caller's latest waiting request stands: of this call, or of this customer.

    Raises:
        TicketNotFound: nothing of theirs is waiting.
    """
    mine: ColumnElement[bool] = Ticket.call_hash == work.vault.hash("calls", call_id)
    if customer_id is not None:
        mine = or_(Ticket.customer_id == customer_id, and_(mine, Ticket.customer_id.is_(None)))
    ticket = await work.session.scalar(
        select(Ticket)
        .where(mine, Ticket.state == "waiting")
        .order_by(Ticket.opened_at.desc(), Ticket.ticket_id)
        .limit(1)
    )
    if ticket is None:
        raise TicketNotFound
    return await _position(work, ticket)


async def request_callback(
    work: UnitOfWork, customer_id: str | None, asked: CallbackIn
) -> CallbackArranged:
    """Arranges a call: to the number on file, or without a customer to the number given.

    Raises:
        CallbackTimeUnavailable: in the past, or more than seven days ahead.
        CallbackOutsideHours: nobody would be there to call.
        InvalidRequest: there is no number to call.
    """
    if customer_id is not None:
        customer = await customers.load(work, customer_id)
        number = work.vault.open("customers.phone", customer.phone_sealed)
    elif asked.phone_number is not None:
        number = asked.phone_number
    else:
        raise InvalidRequest(fields=["phone_number"])
    at = asked.at or local_time.open_from(work.now + _SOON)
    if not work.now <= at <= work.now + _CALLBACK_WITHIN:
        raise CallbackTimeUnavailable
    if not local_time.is_open(at):
        raise CallbackOutsideHours
    callback_id = await fresh(work, Callback.callback_id, "CB-", 6)
    work.session.add(
        Callback(
            callback_id=callback_id,
            customer_id=customer_id,
            number_sealed=work.vault.seal("callbacks.number", number),
            topic_sealed=work.vault.seal("callbacks.topic", asked.topic),
            call_at=at,
            requested_at=work.now,
        )
    )
    return CallbackArranged(callback_id=callback_id, call_at=at)


async def leave_message(work: UnitOfWork, customer_id: str | None, asked: MessageIn) -> MessageLeft:
    """Keeps words for the team, who answer within a business day."""
    message_id = await fresh(work, Message.message_id, "MSG-", 6)
    work.session.add(
        Message(
            message_id=message_id,
            customer_id=customer_id,
            text_sealed=work.vault.seal("messages.text", asked.text),
            left_at=work.now,
        )
    )
    return MessageLeft(message_id=message_id, answer_by=business_days_after(work.now, 1))


async def save_note(
    work: UnitOfWork, customer_id: str | None, asked: CustomerNoteIn
) -> CustomerNoteSaved:
    """Keeps what a caller said about themselves and their problem."""
    note_id = await fresh(work, CustomerNote.note_id, "NOTE-", 8)
    details = asked.model_dump_json(include={"name", "issue_type"})
    work.session.add(
        CustomerNote(
            note_id=note_id,
            customer_id=customer_id,
            call_hash=work.vault.hash("calls", asked.call_id),
            severity=asked.severity,
            order_id=canonical(asked.order_id) if asked.order_id else None,
            details_sealed=work.vault.seal("customer_notes.details", details),
            saved_at=work.now,
        )
    )
    return CustomerNoteSaved(note_id=note_id)


async def follow_up(work: UnitOfWork, customer_id: str | None, asked: FollowUpIn) -> FollowUpQueued:
    """Sends details: to the line in use, or to what is on file of a customer.

    Raises:
        InvalidRequest: without a customer there is only a text to the line in use.
    """
    if customer_id is None:
        if asked.channel != "text" or asked.line is None:
            raise InvalidRequest(fields=["channel", "line"])
        outbox.text_line(work, asked.line, "follow_up", asked.body)
        return FollowUpQueued(channel="text", destination="line_in_use")
    customer = await customers.load(work, customer_id)
    send = outbox.email_customer if asked.channel == "email" else outbox.text_customer
    send(work, customer, "follow_up", asked.body)
    return FollowUpQueued(channel=asked.channel, destination="on_file")


async def _add_ticket(
    work: UnitOfWork,
    customer_id: str | None,
    topic: str,
    summary: str,
    urgency: int,
    call_hash: str | None,
) -> Ticket:
    ticket = Ticket(
        ticket_id=await fresh(work, Ticket.ticket_id, "TCK-", 6),
        customer_id=customer_id,
        call_hash=call_hash,
        topic=topic[:48],
        urgency=urgency,
        state="waiting",
        summary_sealed=work.vault.seal("tickets.summary", summary),
        opened_at=work.now,
    )
    work.session.add(ticket)
    return ticket


async def _position(work: UnitOfWork, ticket: Ticket) -> QueuePosition:
    position = await desk.position(work, ticket.ticket_id) or await _among_tickets(work, ticket)
    return QueuePosition(
        ticket_id=ticket.ticket_id, position=position, wait_minutes=position * _MINUTES_A_TICKET
    )


async def _among_tickets(work: UnitOfWork, ticket: Ticket) -> int:
    ahead = await work.session.scalar(
        select(func.count())
        .select_from(Ticket)
        .where(
            Ticket.state == "waiting",
            or_(
                Ticket.urgency < ticket.urgency,
                and_(Ticket.urgency == ticket.urgency, Ticket.opened_at < ticket.opened_at),
                and_(
                    Ticket.urgency == ticket.urgency,
                    Ticket.opened_at == ticket.opened_at,
                    Ticket.ticket_id < ticket.ticket_id,
                ),
            ),
        )
    )
    return (ahead or 0) + 1
