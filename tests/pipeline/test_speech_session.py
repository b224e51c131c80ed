"""A session with the embedded parts and nothing else: heard, answered aloud, read out whole."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import Agent, AgentSession, ConversationItemAddedEvent, llm
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities

import pipeline
from config import Settings
from domain.expectation import FREE, YES_NO, Expectation
from pipeline.embedded.espeak import CALLER
from tests.pipeline.speech import RATE, framed, noise, said
from tests.scripted import Says, ScriptedLLM

pytestmark = pytest.mark.speech

NOTICE = "Calls may be recorded for quality and training. You can leave the programme at any time."


class Line(AudioInput):
    """The caller's end: what is spoken into it arrives in frames of 20 ms, then quiet goes on."""

    def __init__(self) -> None:
        super().__init__(label="line")
        self._frames: asyncio.Queue[rtc.AudioFrame] = asyncio.Queue()

    async def __anext__(self) -> rtc.AudioFrame:
        return await self._frames.get()

    def speak(self, text: str) -> None:
        speech = np.frombuffer(said(text, CALLER).data, dtype=np.int16).astype(np.float64)
        sound = np.concatenate([speech, noise(2 * RATE, 15)])
        step = RATE // 50
        for start in range(0, len(sound) - step, step):
            self._frames.put_nowait(framed(sound[start : start + step]))


class Receiver(AudioOutput):
    """The caller's ear: takes the audio at once, and says that it has been played."""

    def __init__(self) -> None:
        super().__init__(label="ear", capabilities=AudioOutputCapabilities(pause=False))
        self.seconds: list[float] = []
        self._open = False

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        if not self._open:
            self._open = True
            self.seconds.append(0)
            self.on_playback_started(created_at=0)
        self.seconds[-1] += frame.duration

    def flush(self) -> None:
        super().flush()
        if self._open:
            self._open = False
            self.on_playback_finished(playback_position=self.seconds[-1], interrupted=False)

    def clear_buffer(self) -> None:
        self.flush()


class Call:
    """A session of the embedded parts between a line and an ear."""

    def __init__(self, *says: str) -> None:
        self.expectation: Expectation = FREE
        self.line, self.ear = Line(), Receiver()
        self.items: asyncio.Queue[llm.ChatMessage] = asyncio.Queue()
        self.parts = pipeline.build(
            Settings(_env_file=None),
            expectation=lambda: self.expectation,
            language=lambda: ScriptedLLM([Says(text) for text in says]),
        )
        self.session: AgentSession[Any] = AgentSession(
            stt=self.parts.stt,
            llm=self.parts.llm,
            tts=self.parts.tts,
            vad=self.parts.vad,
            turn_handling=self.parts.turn_handling,
        )
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
        call.line.speak("where is my order")
        assert await call.next() == ("user", "where is my order")
        assert await call.next() == ("assistant", "Let me look.")
        call.expectation = YES_NO
        call.line.speak("yes please")
        assert await call.next() == ("user", "yes please")
        assert await call.next() == ("assistant", "It is on its way.")
    assert all(seconds > 0.3 for seconds in call.ear.seconds)


async def test_a_text_made_beforehand_is_played_whole() -> None:
    async with Call() as call:
        frames = await call.parts.disclosure(NOTICE)

        async def audio() -> Any:
            for frame in frames:
                yield frame

        handle = call.session.say(NOTICE, audio=audio(), allow_interruptions=False)
        await handle
        assert await call.next() == ("assistant", NOTICE)
    assert call.ear.seconds[0] == pytest.approx(sum(f.duration for f in frames), abs=0.1)
