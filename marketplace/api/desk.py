"""Callers who wait on the line for a person, and the people who take them.

A call proves by its id that a ticket is its own. Saying that one is still there needs no
`Idempotency-Key`: said twice, it is said once.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from marketplace.api.access import AnyWrite, Market
from marketplace.api.errors import refused_with
from marketplace.rules import desk
from marketplace.schemas import (
    CallerEndIn,
    CallerIn,
    CallerState,
    CallerTaken,
    CallIn,
    TakingIn,
    WaitingCallers,
)

router = APIRouter(prefix="/desk", tags=["desk"])
TicketId = Annotated[str, Path(max_length=16, examples=["TCK-123456"])]
_OWN = refused_with(404, 409)


@router.post("/callers/{ticket_id}", summary="Wait for a person on the line", responses=_OWN)
async def wait(ticket_id: TicketId, body: CallerIn, write: AnyWrite) -> CallerState:
    """The caller behind this ticket would like to speak to a person in this call."""
    return await write.once(CallerState, lambda work: desk.wait(work, ticket_id, body))


@router.post(
    "/callers/{ticket_id}/sign-of-life", summary="Still on the line", responses=refused_with(404)
)
async def still_here(ticket_id: TicketId, body: CallIn, market: Market) -> CallerState:
    """Every few seconds: a call without it is over after fifteen."""
    async with market.writing() as work:
        return await desk.still_here(work, ticket_id, body.call_id)


@router.post("/watch", summary="Who waits on the line", responses=refused_with())
async def watch(market: Market) -> WaitingCallers:
    """Whoever asks is at the desk: it counts as open for fifteen seconds."""
    async with market.writing() as work:
        return await desk.waiting(work)


@router.post("/callers/{ticket_id}/taking", summary="Take a caller", responses=_OWN)
async def take(ticket_id: TicketId, body: TakingIn, write: AnyWrite) -> CallerTaken:
    """Of two people who take the same caller, one gets them."""
    return await write.once(CallerTaken, lambda work: desk.take(work, ticket_id, body.by))


@router.post("/callers/{ticket_id}/refusal", summary="Decline a caller", responses=_OWN)
async def decline(ticket_id: TicketId, write: AnyWrite) -> CallerState:
    """Nobody at the desk can take them now; the ticket stays."""
    return await write.once(CallerState, lambda work: desk.decline(work, ticket_id))


@router.post("/callers/{ticket_id}/release", summary="Wait again", responses=_OWN)
async def release(ticket_id: TicketId, body: CallIn, write: AnyWrite) -> CallerState:
    """Whoever had taken the caller never came."""
    return await write.once(CallerState, lambda work: desk.release(work, ticket_id, body.call_id))


@router.post("/callers/{ticket_id}/end", summary="No longer on the line", responses=_OWN)
async def end(ticket_id: TicketId, body: CallerEndIn, write: AnyWrite) -> CallerState:
    """Served by a person, or without one."""
    return await write.once(
        CallerState, lambda work: desk.end(work, ticket_id, body.call_id, body.outcome)
    )
