"""A session with the embedded parts and nothing else: heard, answered aloud, read out whole."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from livekit.agents import Agent, AgentSession, ConversationItemAddedEvent, llm

import pipeline
from bench.faults.line import Ear, Mouth
from config import Settings
from domain.expectation import FREE, YES_NO, Expectation
from tests.scripted import Says, ScriptedLLM

pytestmark = pytest.mark.speech

NOTICE = "Calls may be recorded for quality and training. You can leave the programme at any time."


class Call:
    """A session of the embedded parts between a line and an ear."""

    def __init__(self, *says: str) -> None:
        self.expectation: Expectation = FREE
        self.line, self.ear = Mouth(), Ear()
        self.items: asyncio.Queue[llm.ChatMessage] = asyncio.Queue()
        self.parts = pipeline.build(
            Settings(_env_file=None),
            expectation=lambda: self.expectation,
            language=lambda: ScriptedLLM([Says(text) for text in says]),
        )
        self.session: AgentSession[Any] = AgentSession(**self.parts.options())
        self.session.input.audio = self.line
        self.session.output.audio = self.ear
        self.session.on("conversation_item_added", self._keep)

    def _keep(self, event: ConversationItemAddedEvent) -> None:
        if isinstance(event.item, llm.ChatMessage):
            self.items.put_nowait(event.item)

    async def __aenter__(self) -> Call:
        await self.session.start(Agent(instructions="Answer."), record=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.aclose()

    async def next(self) -> tuple[str, str]:
        async with asyncio.timeout(20):
            item = await self.items.get()
        return item.role, item.text_content or ""


async def test_what_a_caller_says_is_answered_aloud() -> None:
    async with Call("Let me look.", "It is on its way.") as call:
        call.expectation = replace(FREE, phrases=("where is my order",))
        await call.line.say("where is my order")
        assert await call.next() == ("user", "where is my order")
        assert await call.next() == ("assistant", "Let me look.")
        call.expectation = YES_NO
        await call.line.say("yes please")
        assert await call.next() == ("user", "yes please")
        assert await call.next() == ("assistant", "It is on its way.")
    assert all(seconds > 0.3 for seconds in call.ear.spans)


async def test_a_text_made_beforehand_is_played_whole() -> None:
    async with Call() as call:
        frames = await call.parts.disclosure(NOTICE)

        async def audio() -> Any:
            for frame in frames:
                yield frame

        handle = call.session.say(NOTICE, audio=audio(), allow_interruptions=False)
        await handle
        assert await call.next() == ("assistant", NOTICE)
    assert call.ear.spans[0] == pytest.approx(sum(f.duration for f in frames), abs=0.1)
