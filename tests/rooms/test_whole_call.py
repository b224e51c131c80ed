"""A caller with real audio in a real room, served by the worker that `make run` starts."""

from __future__ import annotations

import pytest

from bench.caller import run
from tests.ledger import Ledger
from tests.rooms import figures
from tests.rooms.conftest import Running

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(600)]

GOAL = (
    "authenticate as customer CUST-1001, ask where ORD-12345 is, "
    "then return the graphics card of ORD-1001"
)


async def test_a_whole_call_by_voice_and_keypad_opens_exactly_one_return(running: Running) -> None:
    ledger = Ledger(running.database)
    before = ledger.snapshot()
    known, counted = len(figures.reports(running)), figures.of_worker(running)

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
    told_in_figures(running, known, counted)


def told_in_figures(running: Running, known: int, before: figures.Figures) -> None:
    """The call is in the log, in both processes' metrics, and in a trace of its own."""
    report = figures.reports(running, more_than=known)[-1]
    assert report["channel"] == "voice"
    assert report["agents"] == ["authentication", "order_tracking", "returns"]
    assert {"response", "transcript", "end_of_turn", "first_token"} <= report["latencies"].keys()
    assert {model["part"] for model in report["models"]} == {"stt", "llm", "tts"}

    after = figures.of_worker(running)

    def counted(name: str, **labels: str) -> float:
        return after.of(name, **labels) - before.of(name, **labels)

    assert counted("calls_started_total", channel="voice") == 1
    assert counted("calls_ended_total", channel="voice", reason=report["reason"]) == 1
    assert counted("turn_latency_seconds_count", stage="response", agent="returns") >= 1
    assert counted("turn_latency_seconds_count", stage="first_audio") >= 1
    assert counted("handoff_seconds_count") == len(report["handoffs"])
    assert counted("action_seconds_count", action="initiate_return", ok="true") >= 1
    assert counted("llm_requests_total", provider="embedded") >= 1

    server = figures.of_server(running)
    assert server.of("http_requests_total", route="/token", status="201") >= 1
    assert server.of("http_requests_total", status="200", method="GET") >= 1

    spans = figures.trace_of(running, report["conversation"])
    assert len({span.trace_id for span in spans}) == 1, "one call is one trace"
    by_agent = {span.attributes["call.agent"] for span in spans if span.name == "agent_turn"}
    assert by_agent == set(report["agents"])
    (root,) = [span for span in spans if span.name == "job_entrypoint"]
    assert root.attributes["call.handoffs"] == str(len(report["handoffs"]))
    assert root.attributes["call.ended"] == report["reason"]


async def test_a_caller_who_hears_nothing_reaches_nothing(running: Running) -> None:
    ledger = Ledger(running.database)
    before = ledger.snapshot()

    report = await run(GOAL, url=running.url, timeout=25, muted=True)

    assert not report.reached
    assert report.heard == []
    assert ledger.snapshot()["returns"] == before["returns"]
