"""The queue for a person: it moves, it keeps places, and nobody is called at night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy import select

from marketplace.market import Marketplace
from marketplace.tables import Ticket
from tests.marketplace.fixtures import Acting, Clock, Rows, Stored, refused_as


async def close(http: httpx.AsyncClient, ticket_id: str) -> int:
    answer = await http.post(
        f"/support/tickets/{ticket_id}/closure", headers={"Idempotency-Key": f"close {ticket_id}"}
    )
    return answer.status_code


async def test_those_behind_move_up(acting: Acting, http: httpx.AsyncClient, clock: Clock) -> None:
    first = await acting("CUST-1001").support.open_ticket("a", "b", call_id="1")
    clock.advance(minutes=1)
    await acting("CUST-1002").support.open_ticket("a", "b", call_id="2")
    assert (await acting("CUST-1002").support.queue_position(call_id="2")).position == 2
    assert await close(http, first.ticket_id) == 200
    assert (await acting("CUST-1002").support.queue_position(call_id="2")).position == 1
    gone = acting("CUST-1001").support.queue_position(call_id="1")
    assert await refused_as(gone) == "ticket_not_found"
    assert await close(http, "TCK-000000") == 404


async def test_whoever_asks_again_keeps_the_place(
    acting: Acting, market: Marketplace, rows: Rows, stored: Stored, clock: Clock
) -> None:
    first = await acting("CUST-1001").support.open_ticket("a", "the lamp", call_id="1")
    clock.advance(minutes=1)
    await acting("CUST-1002").support.open_ticket("a", "b", call_id="2")
    again = await acting("CUST-1001").support.open_ticket("a", "it burns", call_id="1")
    assert (again.ticket_id, again.position) == (first.ticket_id, 1)
    assert await rows(Ticket) == 2
    sealed = select(Ticket.summary_sealed).where(Ticket.ticket_id == first.ticket_id)
    assert market.vault.open("tickets.summary", (await stored(sealed))[0]) == "it burns"


async def test_a_place_is_not_shared_by_those_who_came_at_once(acting: Acting) -> None:
    seen = [
        await acting(None).support.open_ticket("a", "b", call_id=str(number)) for number in range(4)
    ]
    positions = [
        (await acting(None).support.queue_position(call_id=str(number))).position
        for number in range(len(seen))
    ]
    assert sorted(positions) == [1, 2, 3, 4]


async def test_people_call_back_while_they_are_there(acting: Acting, clock: Clock) -> None:
    soon = await acting("CUST-1001").support.request_callback("a")
    assert soon.call_at == clock.now + timedelta(minutes=30)
    clock.now = datetime(2031, 3, 8, 23, tzinfo=UTC)  # Saturday evening on the East coast
    late = await acting("CUST-1001").support.request_callback("a")
    assert late.call_at == datetime(2031, 3, 10, 12, tzinfo=UTC)  # Monday at eight, by summer time
    night = clock.now + timedelta(hours=8)
    attempt = acting("CUST-1001").support.request_callback("a", at=night)
    assert await refused_as(attempt) == "callback_outside_hours"
