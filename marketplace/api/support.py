"""Asking for people. Every route is there twice: for a customer, and for a caller unknown."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from marketplace.api.access import AnyWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import support
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
    TicketClosed,
    TicketIn,
    TicketOpened,
)

anonymous = APIRouter(prefix="/support", tags=["support"])
router = APIRouter(prefix="/customers/{customer_id}/support", tags=["support"])
_ANYONE = refused_with(409)
_CUSTOMER = refused_with(404, 409)
TicketId = Annotated[str, Path(max_length=16, examples=["TCK-123456"])]
CallIdQuery = Annotated[str, Query(max_length=200, description="The conversation")]


@anonymous.post("/tickets", summary="Ask for a person", responses=_ANYONE)
async def open_anonymous_ticket(body: TicketIn, write: AnyWrite) -> TicketOpened:
    """For a caller who is not identified."""
    return await write.once(TicketOpened, lambda work: support.open_ticket(work, None, body))


@router.post("/tickets", summary="Ask for a person", responses=_CUSTOMER)
async def open_ticket(customer_id: CustomerId, body: TicketIn, write: AnyWrite) -> TicketOpened:
    """Answers with the place in the queue."""
    return await write.once(TicketOpened, lambda work: support.open_ticket(work, customer_id, body))


@anonymous.post(
    "/tickets/{ticket_id}/closure",
    summary="A person has taken a request up",
    responses=refused_with(404, 409),
)
async def close_ticket(ticket_id: TicketId, write: AnyWrite) -> TicketClosed:
    """For those who serve the queue: the requests behind it move up."""
    return await write.once(TicketClosed, lambda work: support.close_ticket(work, ticket_id))


@anonymous.get("/queue", summary="The place in the queue", responses=refused_with(404))
async def get_anonymous_position(call_id: CallIdQuery, work: Reading) -> QueuePosition:
    """Of the latest request of this call."""
    return await support.queue_position(work, None, call_id)


@router.get("/queue", summary="The place in the queue", responses=refused_with(404))
async def get_position(
    customer_id: CustomerId, call_id: CallIdQuery, work: Reading
) -> QueuePosition:
    """Of the customer's latest request."""
    return await support.queue_position(work, customer_id, call_id)


@anonymous.post("/callbacks", summary="Be called back", responses=_ANYONE)
async def request_anonymous_callback(body: CallbackIn, write: AnyWrite) -> CallbackArranged:
    """At the number in the request."""
    return await write.once(
        CallbackArranged, lambda work: support.request_callback(work, None, body)
    )


@router.post("/callbacks", summary="Be called back", responses=_CUSTOMER)
async def request_callback(
    customer_id: CustomerId, body: CallbackIn, write: AnyWrite
) -> CallbackArranged:
    """At the number on file."""
    return await write.once(
        CallbackArranged, lambda work: support.request_callback(work, customer_id, body)
    )


@anonymous.post("/messages", summary="Leave a message", responses=_ANYONE)
async def leave_anonymous_message(body: MessageIn, write: AnyWrite) -> MessageLeft:
    """For the team."""
    return await write.once(MessageLeft, lambda work: support.leave_message(work, None, body))


@router.post("/messages", summary="Leave a message", responses=_CUSTOMER)
async def leave_message(customer_id: CustomerId, body: MessageIn, write: AnyWrite) -> MessageLeft:
    """For the team, who answer within a business day."""
    return await write.once(
        MessageLeft, lambda work: support.leave_message(work, customer_id, body)
    )


@anonymous.post("/notes", summary="Keep who called about what", responses=_ANYONE)
async def save_anonymous_note(body: CustomerNoteIn, write: AnyWrite) -> CustomerNoteSaved:
    """Name, type of issue, severity, order number."""
    return await write.once(CustomerNoteSaved, lambda work: support.save_note(work, None, body))


@router.post("/notes", summary="Keep who called about what", responses=_CUSTOMER)
async def save_note(
    customer_id: CustomerId, body: CustomerNoteIn, write: AnyWrite
) -> CustomerNoteSaved:
    """Name, type of issue, severity, order number."""
    return await write.once(
        CustomerNoteSaved, lambda work: support.save_note(work, customer_id, body)
    )


@anonymous.post("/follow-ups", summary="Send details to the line in use", responses=_ANYONE)
async def send_anonymous_follow_up(body: FollowUpIn, write: AnyWrite) -> FollowUpQueued:
    """By text, to the line in the request."""
    return await write.once(FollowUpQueued, lambda work: support.follow_up(work, None, body))


@router.post("/follow-ups", summary="Send details to what is on file", responses=_CUSTOMER)
async def send_follow_up(
    customer_id: CustomerId, body: FollowUpIn, write: AnyWrite
) -> FollowUpQueued:
    """By text or email."""
    return await write.once(FollowUpQueued, lambda work: support.follow_up(work, customer_id, body))
