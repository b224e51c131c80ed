"""The line for a person: who is next, who takes whom, and what a call can do to another's."""

from __future__ import annotations

import asyncio
from typing import Any

from domain.errors import Refusal
from domain.facts import CallerState
from marketplace import tables
from marketplace.market import Marketplace
from tests.marketplace.fixtures import Acting, Clock, Rows, refused_as


async def on_the_line(
    acting: Acting, call: str, customer: str | None = None, **ticket: Any
) -> CallerState:
    opened = await acting(customer).support.open_ticket("call", "a lamp", call_id=call, **ticket)
    return await acting(customer).desk.wait(
        opened.ticket_id, call_id=call, channel="voice", agent="human"
    )


async def test_who_waits_is_seen_in_order_with_what_it_is_about(
    acting: Acting, clock: Clock
) -> None:
    first = await on_the_line(acting, "1")
    clock.advance(seconds=5)
    second = await on_the_line(acting, "2", "CUST-1001", urgency="high")
    clock.advance(seconds=5)
    assert (first.state, first.position, second.position) == ("waiting", 1, 1)

    seen = await acting(None).desk.waiting()

    [next_, last] = seen.callers
    assert (next_.ticket_id, next_.identified, next_.position) == (second.ticket_id, True, 1)
    assert (last.ticket_id, last.identified, last.position) == (first.ticket_id, False, 2)
    assert (last.summary, last.channel, last.agent, last.urgency) == (
        *("a lamp", "voice", "human"),
        "medium",
    )
    assert (seen.now - last.since).total_seconds() == 10
    assert (await acting(None).support.queue_position(call_id="1")).position == 2


async def test_the_desk_is_open_while_somebody_looks(acting: Acting, clock: Clock) -> None:
    waits = await on_the_line(acting, "1")
    desk = acting(None).desk
    assert not waits.desk_open
    await desk.waiting()
    assert (await desk.still_here(waits.ticket_id, call_id="1")).desk_open
    clock.advance(seconds=16)
    assert not (await desk.still_here(waits.ticket_id, call_id="1")).desk_open


async def test_a_call_without_a_sign_of_life_is_over(acting: Acting, clock: Clock) -> None:
    gone, there = await on_the_line(acting, "1"), await on_the_line(acting, "2")
    clock.advance(seconds=10)
    await acting(None).desk.still_here(there.ticket_id, call_id="2")
    clock.advance(seconds=6)
    seen = await acting(None).desk.waiting()
    assert [caller.ticket_id for caller in seen.callers] == [there.ticket_id]
    assert await refused_as(acting(None).desk.take(gone.ticket_id, "desk")) == "caller_gone"


async def test_of_two_who_take_a_caller_one_gets_them(acting: Acting) -> None:
    waits = await on_the_line(acting, "room-1")
    desks = [acting(None).desk for _ in range(5)]
    tries = [desk.take(waits.ticket_id, "desk") for desk in desks]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    taken = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    refused = [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]
    assert [(one.ticket_id, one.call_id) for one in taken] == [(waits.ticket_id, "room-1")]
    assert refused == ["caller_already_taken"] * 4
    assert not (await acting(None).desk.waiting()).callers


async def test_whoever_is_taken_and_not_fetched_waits_again(acting: Acting, clock: Clock) -> None:
    first = await on_the_line(acting, "1")
    clock.advance(seconds=1)
    await on_the_line(acting, "2")
    await acting(None).desk.take(first.ticket_id, "desk")
    again = await acting(None).desk.release(first.ticket_id, call_id="1")
    assert (again.state, again.position) == ("waiting", 1)
    assert (await acting(None).support.queue_position(call_id="1")).position == 1


async def test_a_declined_caller_is_off_the_line_until_they_ask_again(acting: Acting) -> None:
    waits = await on_the_line(acting, "1")
    desk = acting(None).desk
    assert (await desk.decline(waits.ticket_id)).state == "declined"
    assert (await desk.still_here(waits.ticket_id, call_id="1")).position is None
    assert await refused_as(acting(None).desk.take(waits.ticket_id, "desk")) == "caller_gone"
    assert await refused_as(acting(None).desk.decline(waits.ticket_id)) == "caller_gone"
    again = await on_the_line(acting, "1")
    assert (again.ticket_id, again.state) == (waits.ticket_id, "waiting")


async def test_asking_twice_keeps_the_request_and_the_second_may_be_known(acting: Acting) -> None:
    first = await on_the_line(acting, "1")
    again = await on_the_line(acting, "1", "CUST-1001")
    assert again.ticket_id == first.ticket_id
    [seen] = (await acting(None).desk.waiting()).callers
    assert seen.identified


async def test_an_ended_wait_leaves_the_line_and_the_next_request_is_a_new_one(
    acting: Acting,
) -> None:
    waits = await on_the_line(acting, "1")
    await acting(None).desk.take(waits.ticket_id, "phone")
    ended = await acting(None).desk.end(waits.ticket_id, call_id="1", outcome="ended")
    assert (ended.state, ended.position) == ("ended", None)
    assert (await on_the_line(acting, "1")).ticket_id != waits.ticket_id


async def test_a_call_reaches_no_request_but_its_own(acting: Acting) -> None:
    waits = await on_the_line(acting, "1")
    desk = acting(None).desk
    attempts = [
        desk.wait(waits.ticket_id, call_id="2", channel="voice", agent="human"),
        desk.still_here(waits.ticket_id, call_id="2"),
        desk.release(waits.ticket_id, call_id="2"),
        desk.end(waits.ticket_id, call_id="2", outcome="gave_up"),
        desk.still_here("TCK-000000", call_id="1"),
    ]
    assert [await refused_as(attempt) for attempt in attempts] == ["ticket_not_found"] * 5


async def test_who_was_on_the_line_is_forgotten_and_the_ticket_is_not(
    acting: Acting, market: Marketplace, rows: Rows, clock: Clock
) -> None:
    await on_the_line(acting, "1")
    clock.advance(days=8)
    await market.prepare()
    assert (await rows(tables.Caller), await rows(tables.Ticket)) == (0, 1)
