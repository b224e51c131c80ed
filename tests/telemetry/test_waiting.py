"""What a caller waited for, from what livekit-agents measured on each side of the answer."""

from __future__ import annotations

from livekit.agents import ConversationItemAddedEvent, llm

from conversations.telemetry.waiting import Waiting
from domain.report import Stage

SPOKEN: llm.MetricsReport = {
    "stopped_speaking_at": 100.0,
    "transcription_delay": 0.15,
    "end_of_turn_delay": 0.5,
}


def said(role: llm.ChatRole, at: float, metrics: llm.MetricsReport) -> ConversationItemAddedEvent:
    item = llm.ChatMessage(role=role, content=["…"], metrics=metrics)
    return ConversationItemAddedEvent(item=item, created_at=at)


def follow(waiting: Waiting, *events: ConversationItemAddedEvent) -> list[dict[Stage, float]]:
    """What each of our answers took."""
    taken: list[dict[Stage, float]] = []
    for event in events:
        assert isinstance(event.item, llm.ChatMessage)
        if event.item.role == "user":
            waiting.asked(event, event.item)
        else:
            taken.append(waiting.answered(event, event.item))
    return taken


def answers(*ours: tuple[float, llm.MetricsReport]) -> list[dict[Stage, float]]:
    """What each of our answers to a spoken question took, by when it was kept."""
    return follow(
        Waiting(),
        said("user", 100.6, SPOKEN),
        *(said("assistant", at, metrics) for at, metrics in ours),
    )


def test_a_spoken_turn_has_every_stage() -> None:
    answer: llm.MetricsReport = {
        "started_speaking_at": 101.1,
        "llm_node_ttft": 0.35,
        "tts_node_ttfb": 0.12,
        "e2e_latency": 1.1,
    }
    (taken,) = answers((104.0, answer))
    assert taken == {
        "transcript": 0.15,
        "end_of_turn": 0.5,
        "first_token": 0.35,
        "first_audio": 0.12,
        "response": 1.1,
    }


def test_a_bridging_phrase_is_the_first_response_and_the_answer_is_none() -> None:
    bridge: llm.MetricsReport = {"started_speaking_at": 100.75}
    answer: llm.MetricsReport = {"started_speaking_at": 103.0, "llm_node_ttft": 2.0}
    first, second = answers((101.5, bridge), (104.0, answer))
    assert first == {"transcript": 0.15, "end_of_turn": 0.5, "response": 0.75}
    assert second == {"first_token": 2.0}


def test_what_the_customer_cut_short_answers_nothing() -> None:
    cut: llm.MetricsReport = {"started_speaking_at": 98.0, "llm_node_ttft": 0.3}
    answer: llm.MetricsReport = {"started_speaking_at": 101.0, "e2e_latency": 1.0}
    first, second = answers((100.61, cut), (103.0, answer))
    assert "response" not in first
    assert second["response"] == 1.0


def test_what_was_typed_or_keyed_is_waited_for_from_then() -> None:
    answer: llm.MetricsReport = {"started_speaking_at": 50.25}
    (taken,) = follow(Waiting(), said("user", 50.0, {}), said("assistant", 52.0, answer))
    assert taken == {"response": 0.25}


def test_a_greeting_answers_nobody() -> None:
    greeting: llm.MetricsReport = {"started_speaking_at": 1.0, "tts_node_ttfb": 0.1}
    (taken,) = follow(Waiting(), said("assistant", 2.0, greeting))
    assert taken == {"first_audio": 0.1}
