"""Getting a person: the queue, its summary, and call-backs while somebody is there."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.house import JOHN, TestHouse
from tests.ledger import Ledger


async def test_a_ticket_carries_a_summary_without_private_values(
    house: TestHouse, ledger: Ledger
) -> None:
    caller = await house.caller_known_as(JOHN, "human")
    result = await caller.does(
        "escalate_to_human", summary="wants help, call 415-555-0100", urgency="high"
    )
    assert "number one" in result.say
    [ticket] = ledger.rows("SELECT * FROM tickets")
    assert (ticket["customer_id"], ticket["state"]) == (JOHN.id, "waiting")
    assert b"0100" not in ticket["summary_sealed"]
    assert "number one" in (await caller.does("get_queue_position")).say


async def test_nobody_waits_without_having_asked(house: TestHouse) -> None:
    caller = await house.caller_known_as(JOHN, "human")
    assert await caller.refused("get_queue_position") == "ticket_not_found"


async def test_a_call_back_comes_when_somebody_is_there(house: TestHouse, ledger: Ledger) -> None:
    caller = await house.caller_known_as(JOHN, "human")
    assert "within the hour" in (await caller.does("request_callback", topic="my order")).say
    house.clock.now = datetime(2031, 3, 8, 23, tzinfo=UTC)  # a Saturday evening
    caller.says("call me back")
    later = await caller.does("request_callback", topic="my order")
    assert "Monday" in later.say
    assert ledger.value("SELECT count(*) FROM callbacks") == 2
