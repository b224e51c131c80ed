"""A wait is bridged by one short phrase, and only where there is one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator

import pytest
from livekit import rtc
from livekit.agents import APIConnectionError

from agents.phrases import Phrases, Synthesise
from bench.response import roster
from domain.context import Channel
from tests.house import TestHouse
from tests.scripted import Says, Waits, uses
from tests.turns.line import Line, calling
from tools.bridging import LOOKING, PHRASES, THINKING

QUICK, SLOW = uses("look_up", question="quick"), uses("look_up", question="slow")
FOUND = Says("There are three.")


@pytest.fixture(autouse=True)
def backends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "QUICK", 0.0)
    monkeypatch.setattr(roster, "SLOW", 0.6)


def heard(said: list[tuple[str, str]]) -> list[str]:
    """What the caller heard after the greeting."""
    return [text for who, text in said if who == "assistant"][1:]


async def test_what_answers_at_once_is_not_bridged(house: TestHouse) -> None:
    async with calling(house, QUICK, FOUND) as line:
        line.says("how many are there")
        await line.until(lambda: heard(line.said) == ["There are three."])


async def test_a_slow_tool_is_bridged_once(house: TestHouse) -> None:
    async with calling(house, SLOW, SLOW, FOUND) as line:
        line.says("how many are there")
        await line.until(lambda: len(heard(line.said)) == 2)
        assert heard(line.said) == [LOOKING, "There are three."]


async def test_a_model_that_is_slow_to_word_a_result_is_bridged(house: TestHouse) -> None:
    words = Waits(FOUND)
    async with calling(house, QUICK, words, Says("Yes.")) as line:
        line.says("how many are there")
        await words.asked.wait()
        await line.until(lambda: line.ear.begun > 1)
        words.go.set()
        await line.until(lambda: bool(heard(line.said)))
        assert heard(line.said)[0].startswith(THINKING)
        assert "There are three." in heard(line.said)[0]
        line.says("are you sure")
        await line.until(lambda: heard(line.said)[-1] == "Yes.")
        assert not any(phrase in line.model.requests[-1] for phrase in PHRASES)


async def test_a_colleague_who_is_slow_to_begin_is_bridged(house: TestHouse) -> None:
    words = Waits(Says("The office speaking."))
    async with calling(house, uses("transfer", target="office", reason="asked"), words) as line:
        line.says("give me the office")
        await words.asked.wait()
        await line.until(lambda: line.ear.begun > 1)
        words.go.set()
        await line.until(lambda: bool(heard(line.said)))
        assert heard(line.said) == [f"{THINKING} The office speaking."]


async def test_a_model_that_is_slow_without_a_tool_is_not(house: TestHouse) -> None:
    words = Waits(FOUND)
    async with calling(house, words) as line:
        line.says("how are you")
        await words.asked.wait()
        await line.never(lambda: line.ear.begun > 1, seconds=0.6)
        words.go.set()
        await line.until(lambda: heard(line.said) == ["There are three."])


def made_by(line: Line) -> Synthesise:
    """Makes sounds beforehand with the voice of a call."""

    async def made(text: str) -> list[rtc.AudioFrame]:
        async with line.voice.synthesize(text) as stream:
            return [event.frame async for event in stream]

    return made


async def test_phrases_are_made_once_the_first_words_are_there(house: TestHouse) -> None:
    line = Line(house, channel=Channel.VOICE)
    line.speaking.have_ready(PHRASES, made_by(line))
    await line.session.start(roster.ROSTER.opening(line.call), record=False)
    try:
        await line.until(lambda: line.voice.asked[-2:] == list(PHRASES))
        assert line.voice.asked[:-2]
    finally:
        await line.session.aclose()


async def test_a_voice_that_fails_at_first_is_asked_for_no_phrase() -> None:
    asked: list[str] = []
    phrases = Phrases()

    async def made(text: str) -> list[rtc.AudioFrame]:
        asked.append(text)
        return []

    async def said() -> AsyncIterator[str]:
        yield "Hello."

    async def broken(text: AsyncIterable[str]) -> AsyncIterator[rtc.AudioFrame]:
        async for _ in text:
            raise APIConnectionError("no voice is left")
        yield rtc.AudioFrame.create(16_000, 1, 160)

    phrases.prepare(PHRASES, made)
    with pytest.raises(APIConnectionError):
        async for _ in phrases.spoken(said(), broken):
            pass
    await asyncio.sleep(0)
    assert asked == []


async def test_a_phrase_that_was_made_beforehand_is_not_made_again(house: TestHouse) -> None:
    async with calling(house, SLOW, FOUND) as line:
        line.speaking.have_ready(PHRASES, made_by(line))
        await line.until(lambda: line.voice.asked[-2:] == list(PHRASES))
        line.says("how many are there")
        await line.until(lambda: len(heard(line.said)) == 2)
        assert line.voice.asked.count(LOOKING) == 1


async def test_in_writing_nothing_is_bridged(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "SLOW", 0.5)
    async with calling(house, SLOW, FOUND, channel=Channel.CHAT) as line:
        line.says("how many are there")
        await line.until(lambda: heard(line.said) == ["There are three."])
