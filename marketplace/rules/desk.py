"""Callers on the line for a person: in which order, who takes them, and how the wait ends.

Waiting → taken → ended, or gave up; a desk may decline, and a call may ask again. Whoever is on
the line comes before the tickets of those who are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from sqlalchemy import select

from marketplace.refusals import CallerAlreadyTaken, CallerGone, TicketNotFound
from marketplace.rules.references import canonical
from marketplace.schemas import (
    CallerIn,
    CallerStanding,
    CallerState,
    CallerTaken,
    Severity,
    TakenBy,
    WaitingCaller,
    WaitingCallers,
)
from marketplace.tables import Caller, DeskPresence, Ticket
from marketplace.work import UnitOfWork

ALIVE_FOR = timedelta(seconds=15)
"""After the last sign of life, of a call and of the desk."""
_DESK = "desk"
_PURPOSE = "callers.call"
_URGENCIES: tuple[Severity, ...] = ("urgent", "high", "medium", "low")


async def wait(work: UnitOfWork, ticket_id: str, asked: CallerIn) -> CallerState:
    """Puts the caller of a call on the line for a person.

    Whoever asks again keeps the place; whoever was declined or had given up waits again.

    Raises:
        TicketNotFound: no such ticket of this call.
    """
    ticket = await _ticket(work, ticket_id, asked.call_id)
    caller = await work.session.get(Caller, ticket.ticket_id, with_for_update=True)
    if caller is None:
        caller = Caller(
            ticket_id=ticket.ticket_id,
            call_sealed=work.vault.seal(_PURPOSE, asked.call_id),
            channel=asked.channel,
            agent=asked.agent,
            state="waiting",
            since=work.now,
            seen_at=work.now,
        )
        work.session.add(caller)
    elif caller.state in ("declined", "gave_up"):
        caller.state = "waiting"
    caller.seen_at = work.now
    await work.session.flush()
    return await _state(work, caller)


async def still_here(work: UnitOfWork, ticket_id: str, call_id: str) -> CallerState:
    """The call goes on; answers how its caller's request stands.

    Raises:
        TicketNotFound: no such caller of this call.
    """
    caller = await _own(work, ticket_id, call_id)
    caller.seen_at = work.now
    await work.session.flush()
    return await _state(work, caller)


async def waiting(work: UnitOfWork) -> WaitingCallers:
    """Who waits, the next one first. Whoever asks sits at the desk: it is open now."""
    desk = await work.session.get(DeskPresence, _DESK, with_for_update=True)
    if desk is None:
        work.session.add(DeskPresence(desk=_DESK, seen_at=work.now))
    else:
        desk.seen_at = work.now
    callers = [
        WaitingCaller(
            ticket_id=ticket.ticket_id,
            since=caller.since,
            channel=caller.channel,
            agent=caller.agent,
            summary=work.vault.open("tickets.summary", ticket.summary_sealed),
            urgency=_URGENCIES[ticket.urgency],
            identified=ticket.customer_id is not None,
            position=place,
        )
        for place, (caller, ticket) in enumerate(await _queue(work), start=1)
    ]
    return WaitingCallers(callers=callers, now=work.now)


async def take(work: UnitOfWork, ticket_id: str, by: TakenBy) -> CallerTaken:
    """Gives a caller to one person; of two who take at once, one gets them.

    A desk that declined has spoken for itself alone: who is at a telephone may take them yet.

    Raises:
        CallerAlreadyTaken: somebody else was first.
        CallerGone: they have hung up, been declined, or given up.
        TicketNotFound: no such caller.
    """
    caller = await _locked(work, ticket_id)
    if caller.state == "taken":
        raise CallerAlreadyTaken
    free = ("waiting", "declined") if by == "phone" else ("waiting",)
    if caller.state not in free or caller.seen_at < work.now - ALIVE_FOR:
        raise CallerGone
    await _move(work, caller, "taken", "closed")
    caller.taken_by = by
    call_id = work.vault.open(_PURPOSE, caller.call_sealed)
    return CallerTaken(ticket_id=caller.ticket_id, call_id=call_id)


async def decline(work: UnitOfWork, ticket_id: str) -> CallerState:
    """Nobody at the desk can take this caller, who is told so. The ticket stays in the queue.

    Raises:
        CallerAlreadyTaken: somebody has taken them meanwhile.
        CallerGone: they no longer wait.
        TicketNotFound: no such caller.
    """
    caller = await _locked(work, ticket_id)
    if caller.state == "taken":
        raise CallerAlreadyTaken
    if caller.state != "waiting":
        raise CallerGone
    caller.state = "declined"
    return await _state(work, caller)


async def release(work: UnitOfWork, ticket_id: str, call_id: str) -> CallerState:
    """Whoever took the caller never came: the caller waits again, at their old place.

    Raises:
        TicketNotFound: no such caller of this call.
    """
    caller = await _own(work, ticket_id, call_id)
    if caller.state == "taken":
        await _move(work, caller, "waiting", "waiting")
        caller.taken_by = None
    return await _state(work, caller)


async def end(
    work: UnitOfWork, ticket_id: str, call_id: str, outcome: Literal["ended", "gave_up"]
) -> CallerState:
    """The caller no longer waits: was served by a person, or does without one.

    Raises:
        TicketNotFound: no such caller of this call.
    """
    caller = await _own(work, ticket_id, call_id)
    caller.state = outcome
    return await _state(work, caller)


async def position(work: UnitOfWork, ticket_id: str) -> int | None:
    """The place of a ticket's caller among those on the line; None where they are not."""
    places = (ticket.ticket_id for _, ticket in await _queue(work))
    return next((at for at, known in enumerate(places, start=1) if known == ticket_id), None)


async def _state(work: UnitOfWork, caller: Caller) -> CallerState:
    desk = await work.session.get(DeskPresence, _DESK)
    return CallerState(
        ticket_id=caller.ticket_id,
        state=_standing(caller.state),
        desk_open=desk is not None and desk.seen_at >= work.now - ALIVE_FOR,
        position=await position(work, caller.ticket_id),
    )


async def _queue(work: UnitOfWork) -> Sequence[tuple[Caller, Ticket]]:
    found = await work.session.execute(
        select(Caller, Ticket)
        .join(Ticket, Ticket.ticket_id == Caller.ticket_id)
        .where(Caller.state == "waiting", Caller.seen_at >= work.now - ALIVE_FOR)
        .order_by(Ticket.urgency, Caller.since, Caller.ticket_id)
    )
    return [(caller, ticket) for caller, ticket in found]


async def _move(work: UnitOfWork, caller: Caller, to: CallerStanding, ticket_to: str) -> None:
    caller.state = to
    ticket = await work.session.get_one(Ticket, caller.ticket_id, with_for_update=True)
    ticket.state = ticket_to


async def _locked(work: UnitOfWork, ticket_id: str) -> Caller:
    caller = await work.session.get(Caller, canonical(ticket_id), with_for_update=True)
    if caller is None:
        raise TicketNotFound
    return caller


async def _own(work: UnitOfWork, ticket_id: str, call_id: str) -> Caller:
    await _ticket(work, ticket_id, call_id)
    return await _locked(work, ticket_id)


async def _ticket(work: UnitOfWork, ticket_id: str, call_id: str) -> Ticket:
    ticket = await work.session.get(Ticket, canonical(ticket_id))
    if ticket is None or ticket.call_hash != work.vault.hash("calls", call_id):
        raise TicketNotFound
    return ticket


def _standing(state: str) -> CallerStanding:
    known: dict[str, CallerStanding] = {
        "waiting": "waiting",
        "taken": "taken",
        "declined": "declined",
        "ended": "ended",
    }
    return known.get(state, "gave_up")
