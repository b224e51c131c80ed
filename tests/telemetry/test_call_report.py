"""A conversation, and what is known of it afterwards: figures, a report, and log lines."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from conversations.telemetry.reporting import spread
from domain.context import Channel
from domain.events import Answered, CallReport, Ended, Failed, PersonStep
from domain.report import Spread
from tests.house import JOHN, TestHouse, timeline_of
from tests.scripted import Says, uses
from tests.telemetry.conftest import Counted

HAND_OVER = uses("transfer", target="order_tracking", reason="the customer wants it")


async def a_call(house: TestHouse) -> CallReport:
    """John is identified, handed over, asks for two orders, one of which is not his."""
    steps = (
        Says("Gladly."),
        uses("track_order", order="ORD-12345"),
        Says("It is on its way."),
        uses("track_order", order="ORD-67890"),
        Says("I can't find that one."),
    )
    caller = await house.caller_known_as(JOHN, "authentication")
    async with house.talk(HAND_OVER, *steps, call=caller.call) as talk:
        await talk.says("could you help me with something")
        await talk.says("where is ORD-12345")
        await talk.says("and where is ORD-67890")
    (report,) = (e for e in timeline_of(talk.call).events if isinstance(e, CallReport))
    return report


async def test_the_report_tells_what_the_call_came_to(house: TestHouse) -> None:
    report = await a_call(house)

    assert report.channel is Channel.CHAT
    assert report.reason == "left"
    assert report.turns == 3
    assert report.agents[-1] == "order_tracking"
    (handoff,) = report.handoffs
    assert (handoff.source, handoff.target) == ("authentication", "order_tracking")
    tracked = next(action for action in report.actions if action.name == "track_order")
    assert tracked.succeeded == 1
    assert sum(tracked.failed.values()) == 1
    assert report.latencies["response"].count == 3
    assert report.latencies["first_token"].p50 <= report.latencies["first_token"].p95
    assert report.failures == ()


async def test_the_report_is_the_last_thing_on_the_timeline(house: TestHouse) -> None:
    told: list[str] = []
    async with house.talk(Says("Hello again.")) as talk:
        talk.call.timeline.subscribe(lambda event: told.append(event.type))
        await talk.says("hello")
    assert told[-2:] == ["ended", "report"], "also to those who listen after the observer"
    assert [event.type for event in timeline_of(talk.call).events][-2:] == ["ended", "report"]


async def test_prometheus_counts_it(house: TestHouse, counted: Counted) -> None:
    await a_call(house)

    assert counted("calls_started_total", channel="chat") == 1
    assert counted("calls_ended_total", channel="chat", reason="left") == 1
    assert counted("calls_active", channel="chat") == 0
    assert counted("call_duration_seconds_count", channel="chat") == 1
    handed = {"source": "authentication", "target": "order_tracking"}
    assert counted("handoff_seconds_count", **handed) == 1
    assert counted("action_seconds_count", action="track_order", ok="true") == 1
    assert counted("action_seconds_count", action="track_order", ok="false") == 1
    waited = {"stage": "response", "agent": "order_tracking"}
    assert counted("turn_latency_seconds_count", **waited) == 3
    assert counted("llm_requests_total", provider="unknown", model="unknown") == 6


async def test_there_is_one_log_line_for_each_event(house: TestHouse) -> None:
    with capture_logs() as lines:
        report = await a_call(house)

    ours = [line for line in lines if line.get("conversation")]
    assert [line["event"] for line in ours if line["event"] in ("started", "ended")] == [
        "started",
        "ended",
    ]
    turns = [line for line in ours if line["event"] == "turn"]
    assert all(wait >= 0 for turn in turns for wait in turn["seconds"].values())
    assert any(line["event"] == "handoff" and line["ms"] >= 0 for line in ours)
    assert ours[-1]["event"] == "call_report"
    assert ours[-1]["seconds"] == report.seconds
    assert not [line for line in ours if "ORD-12345" in repr(line)], "an order's number is theirs"


async def test_a_conversation_that_nobody_answers_has_a_report_too(house: TestHouse) -> None:
    async with house.talk() as talk:
        pass
    events = timeline_of(talk.call).events
    assert isinstance(events[-2], Ended)
    assert isinstance(events[-1], CallReport)
    assert events[-1].turns == 0
    assert not [e for e in events if isinstance(e, Answered)], "a greeting answers nobody"


async def test_a_person_and_what_broke_are_in_it(house: TestHouse, counted: Counted) -> None:
    async with house.talk() as talk:
        timeline = talk.call.timeline
        for step in ("sought", "joined", "left"):
            timeline.record(PersonStep(step=step, by="desk"))
        for _ in range(2):
            timeline.record(Failed(part="tts", code="timeout", provider="v", then="fallback"))
    report = timeline_of(talk.call).events[-1]
    assert isinstance(report, CallReport)
    assert report.person == ("sought", "joined", "left")
    (failure,) = report.failures
    assert (failure.provider, failure.then, failure.count) == ("v", "fallback", 2)
    assert counted("person_steps_total", step="joined", by="desk") == 1
    broke = {"part": "tts", "provider": "v", "code": "timeout", "then": "fallback"}
    assert counted("call_failures_total", **broke) == 2


@pytest.mark.parametrize(
    ("values", "p50", "p95"),
    [([0.4], 0.4, 0.4), ([0.1, 0.2], 0.1, 0.2), (list(range(1, 101)), 50, 95)],
)
def test_percentiles_are_values_that_did_occur(values: list[float], p50: float, p95: float) -> None:
    assert spread(values) == Spread(count=len(values), p50=p50, p95=p95)
