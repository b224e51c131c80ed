"""The traces of conversations: which call, who speaks, after which handoff, and nothing private."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from livekit.agents import telemetry
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import wiring
from conversations.telemetry import tracing
from conversations.telemetry.spans import ALLOWED, NothingPrivate
from tests.house import JOHN, TestHouse
from tests.privacy.calls import CALLS
from tests.privacy.leaks import leaks
from tests.privacy.rare import MISTAKEN, RARE, give_rare_values
from tests.providers.fixtures import data_dir, prepared, settings_in
from tests.providers.terminal import talk as in_terminal
from tests.scripted import Says, uses
from tests.telemetry.receiver import otlp_receiver

__all__ = ["data_dir", "prepared"]


@pytest.fixture
def exported() -> Iterator[InMemorySpanExporter]:
    """What leaves this process."""
    exporter = InMemorySpanExporter()
    provider = tracing.provide(SimpleSpanProcessor(NothingPrivate(exporter)), "a-test")
    yield exporter
    provider.shutdown()
    telemetry.set_tracer_provider(trace.NoOpTracerProvider())


async def handed_over(house: TestHouse) -> str:
    """A call in which John is handed over and asks for an order; returns its id."""
    hand_over = uses("transfer", target="order_tracking", reason="the customer wants it")
    steps = (Says("Gladly."), uses("track_order", order="ORD-12345"), Says("It is on its way."))
    caller = await house.caller_known_as(JOHN, "authentication")
    async with house.talk(hand_over, *steps, call=caller.call) as talk:
        await talk.says("could you help me with something")
        await talk.says("where is ORD-12345")
    return caller.call.id


def of_call(exporter: InMemorySpanExporter, call_id: str) -> list[ReadableSpan]:
    return [s for s in exporter.get_finished_spans() if (s.attributes or {})["call.id"] == call_id]


async def test_every_span_says_which_call_it_is_and_who_speaks(
    house: TestHouse, exported: InMemorySpanExporter
) -> None:
    call_id = await handed_over(house)

    spans = of_call(exported, call_id)
    assert len(spans) == len(exported.get_finished_spans())
    assert len({span.context.trace_id for span in spans if span.context}) == 1
    names = {span.name for span in spans}
    assert {"agent_session", "agent_turn", "llm_node", "function_tool", "update_agent"} <= names
    assert all((span.attributes or {})["call.channel"] == "chat" for span in spans)
    tracking = [
        span.attributes or {}
        for span in spans
        if span.name == "function_tool"
        and (span.attributes or {}).get("lk.function_tool.name") == "track_order"
    ]
    (tracked,) = tracking
    assert tracked["call.agent"] == "order_tracking"
    assert tracked["call.handoffs"] == 1
    assert tracked["call.handed_over_by"] == "authentication"


async def test_two_conversations_at_once_are_two_traces(
    house: TestHouse, exported: InMemorySpanExporter
) -> None:
    one, other = await asyncio.gather(handed_over(house), handed_over(house))

    traces = [
        {span.context.trace_id for span in of_call(exported, call_id) if span.context}
        for call_id in (one, other)
    ]
    assert [len(ids) for ids in traces] == [1, 1]
    assert traces[0] != traces[1]


async def test_nothing_but_what_is_allowed_leaves(
    house: TestHouse, exported: InMemorySpanExporter
) -> None:
    await handed_over(house)

    spans = exported.get_finished_spans()
    assert spans
    for span in spans:
        assert set(span.attributes or {}) <= ALLOWED
        assert not span.status.description
        assert all(set(event.attributes or {}) <= ALLOWED for event in span.events)
    written = "\n".join(span.to_json() for span in spans)
    for said in ("ORD-12345", "help me", "on its way", JOHN.name, "You are"):
        assert said not in written


async def test_a_process_sends_them_by_otlp(data_dir: Path) -> None:
    await give_rare_values(settings_in(data_dir))
    with otlp_receiver() as receiver:
        in_terminal(
            data_dir,
            CALLS["wrong, then right"],
            "--conversation-id",
            "chat-of-a-test",
            TRACING_ENABLED="true",
            OTEL_EXPORTER_OTLP_ENDPOINT=receiver.url,
            OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer%20a-key",
            AGENT_NAME="front-desk",
        )

    assert receiver.problems == []
    assert receiver.headers[0]["authorization"] == "Bearer a-key"
    assert {span.service for span in receiver.spans} == {"front-desk"}
    assert {span.attributes["call.id"] for span in receiver.spans} == {"chat-of-a-test"}
    (session,) = [span for span in receiver.spans if span.name == "agent_session"]
    assert not session.parent
    turns = [span for span in receiver.spans if span.name == "agent_turn"]
    assert len(turns) >= len(CALLS["wrong, then right"])
    found = [leak for span in receiver.spans for leak in leaks(span.words, RARE, MISTAKEN)]
    assert not found


def test_nothing_is_sent_unless_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(tracing, "start", started.append)
    wiring.trace(settings_in(tmp_path, otel_exporter_otlp_endpoint="http://127.0.0.1:4318"))
    assert started == []
