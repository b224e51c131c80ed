"""A caller with real audio in a real room, served by the worker that `make run` starts."""

from __future__ import annotations

import pytest

from bench.caller import run
from tests.ledger import Ledger
from tests.rooms.conftest import Running

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(600)]

GOAL = (
    "authenticate as customer CUST-1001, ask where ORD-12345 is, "
    "then return the graphics card of ORD-1001"
)


async def test_a_whole_call_by_voice_and_keypad_opens_exactly_one_return(running: Running) -> None:
    ledger = Ledger(running.database)
    before = ledger.snapshot()

    report = await run(GOAL, url=running.url, timeout=420)

    assert report.reached, report.as_json()
    after = ledger.snapshot()
    changed = {table for table in after if after[table] != before.get(table)}
    opened = [row for key, row in after["returns"].items() if key not in before["returns"]]
    assert [row["order_id"] for row in opened] == ["ORD-1001"]
    assert after["payments"] == before["payments"]
    orders = {key for key in after["orders"] if after["orders"][key] != before["orders"][key]}
    assert orders == {("ORD-1001",)}
    assert "products" not in changed


async def test_a_caller_who_hears_nothing_reaches_nothing(running: Running) -> None:
    ledger = Ledger(running.database)
    before = ledger.snapshot()

    report = await run(GOAL, url=running.url, timeout=45, muted=True)

    assert not report.reached
    assert report.heard == []
    assert ledger.snapshot()["returns"] == before["returns"]
