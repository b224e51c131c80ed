"""What a recogniser hears is masked before anything else sees it, in pieces and as it comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from unittest.mock import patch

import pytest
from livekit import rtc
from livekit.agents import Agent, ModelSettings, llm, stt

from agents.marketplace import ROSTER
from domain.expectation import FREE, Expectation
from tests.privacy.leaks import leaks
from tests.privacy.rare import RARE
from tests.privacy.voices import a_call
from tools.call import Call

FINAL = stt.SpeechEventType.FINAL_TRANSCRIPT
INTERIM = stt.SpeechEventType.INTERIM_TRANSCRIPT
PREFLIGHT = stt.SpeechEventType.PREFLIGHT_TRANSCRIPT


def heard(kind: stt.SpeechEventType, *alternatives: str) -> stt.SpeechEvent:
    data = [
        stt.SpeechData(language="en", text=text, words=list(text.split()))  # type: ignore[arg-type]
        for text in alternatives
    ]
    return stt.SpeechEvent(type=kind, alternatives=data)


async def through(call: Call, events: Sequence[stt.SpeechEvent]) -> list[stt.SpeechEvent]:
    """The events as they leave the agent's ears."""

    async def recognised(*_: object) -> AsyncIterator[stt.SpeechEvent]:
        for event in events:
            yield event

    async def silence() -> AsyncIterator[rtc.AudioFrame]:
        return
        yield

    agent = ROSTER.opening(call)
    with patch.object(Agent.default, "stt_node", recognised):
        return [event async for event in agent.stt_node(silence(), ModelSettings())]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("phone_number", "five oh three nine two eight four six one seven"),
        ("date_of_birth", "september twenty third nineteen sixty seven"),
        ("last_four", "eighty two sixty four"),
        (
            "address",
            "seven three eight one Quillfeather Lane Zanesburgh Ohio four three seven nine one",
        ),
    ],
)
async def test_no_partial_result_and_no_alternative_tells_a_value(kind: str, words: str) -> None:
    call = a_call(Expectation(private=kind))  # type: ignore[arg-type]  # kinds, as texts
    said = words.split()
    growing = [heard(INTERIM, " ".join(said[:at])) for at in range(1, len(said) + 1)]
    last = [heard(PREFLIGHT, words), heard(FINAL, words, words.upper())]
    came_out = await through(call, [*growing, *last])

    for event in came_out:
        assert len(event.alternatives) == 1
        assert event.alternatives[0].words is None
    finals = [event.alternatives[0].text for event in came_out[-2:]]
    assert all(leaks(text, RARE) == [] for text in finals)
    assert finals == [f"<{kind}>", f"<{kind}>"]
    numeric = [e for e in came_out if leaks(e.alternatives[0].text, RARE)]
    assert kind == "address" or numeric == []


async def test_only_what_is_final_is_kept() -> None:
    call = a_call(Expectation(private="last_four"))
    await through(call, [heard(INTERIM, "9375"), heard(PREFLIGHT, "9375")])
    assert call.private.get("last_four") is None
    await through(call, [heard(FINAL, "8264")])
    assert call.private.get("last_four") == "8264"


async def test_a_value_in_two_results_is_kept_whole() -> None:
    call = a_call(Expectation(private="phone_number"))
    first, second = await through(call, [heard(FINAL, "503 928"), heard(FINAL, "46 17")])
    assert call.private.get("phone_number") == RARE.phone
    assert not any(c.isdigit() for e in (first, second) for c in e.alternatives[0].text)


async def test_a_volunteered_value_in_two_results_is_gone_once_the_turn_is_whole() -> None:
    call = a_call(FREE)
    agent = ROSTER.opening(call)
    pieces = await through(call, [heard(FINAL, "call me on 503 928"), heard(FINAL, "4617 please")])
    text = " ".join(event.alternatives[0].text for event in pieces)
    message = llm.ChatMessage(role="user", content=[text])

    await agent.on_user_turn_completed(llm.ChatContext.empty(), message)

    assert leaks(message.text_content or "", RARE) == []
    assert leaks(call.state.turn.text, RARE) == []
