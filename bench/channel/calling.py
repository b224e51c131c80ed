"""A whole call over a line, as fast as it can be computed: audio in, keys in, words out.

Nothing waits for a clock, so it tells what is understood and where a caller is led, not how long
that takes nor how the voices overlap: for that there is a caller in a real room (bench/caller).
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from livekit.agents import AgentSession
from livekit.agents.voice.events import UserTranscriptionTimeoutEvent

import wiring
from agents.speaking import SessionVoice
from bench.caller.call import GaveUp, follow
from bench.caller.goal import goal
from bench.caller.report import Report
from bench.channel.hearing import AFTER, BEFORE, Ears
from bench.channel.line import Condition, Line
from bench.channel.speaking import spoken
from bench.channel.telephone import RATE
from bench.houses import settings_in
from channels.voice.bad_line import BadLine
from channels.voice.keypad import ENTRY_AFTER, Keypad
from conversations.text import Limits, TextConversation, open_text
from domain.context import Channel
from pipeline.embedded.espeak import CALLER
from tools.call import Call

GOAL: Final = "authenticate as customer CUST-1001, ask where ORD-12345 is"
LIMITS: Final = Limits(message_chars=1_000, turn_seconds=30, tool_rounds=5)
A_TURN: Final = 8.0
"""Seconds that a turn of the conversation would take."""


class _Voice(SessionVoice):
    """Shows the session, and has it watched for a bad line as a call is."""

    def __init__(self, menu: tuple[str, ...]) -> None:
        super().__init__(ended=lambda: None)
        self._menu = menu
        self.session: Any = None

    def attach(self, session: AgentSession[Call]) -> None:
        super().attach(session)
        self.session = session
        BadLine(self.session, self._menu)


class LineEnd:
    """The caller's end of a conversation whose other end hears over a line."""

    def __init__(
        self, ears: Ears, condition: Condition, call: Call, voice: _Voice, house: wiring.House
    ) -> None:
        self._ears = ears
        self._condition = condition
        self._call = call
        self._voice = voice
        self._house = house
        self._talk: TextConversation | None = None
        self._shown: list[str] = []
        self._entered = asyncio.Queue[str]()
        self._keypad = Keypad(lambda: call.state.expectation, self._entered.put_nowait)
        self._turns = 0
        self.closed = asyncio.Event()

    @property
    def clock(self) -> float:
        """Seconds that the call would have taken so far."""
        return self._turns * A_TURN

    def first_audio_after(self) -> float | None:
        """Nothing is heard here, so nothing begins."""
        return None

    def show(self, _agent: str, text: str) -> None:
        """The agent has said something."""
        self._shown.append(text)

    def begin(self, talk: TextConversation) -> None:
        """The conversation has been opened."""
        self._talk = talk

    async def listen(self, patience: float) -> str | None:
        """All that was said since."""
        await self._until_said()
        said, self._shown = " ".join(self._shown), []
        return said or None

    async def say(self, words: str) -> None:
        """Speaks over the line; the other end gets what its ears make of it."""
        self._turns += 1
        padded = np.pad(spoken(words, CALLER), (int(BEFORE * RATE), int(AFTER * RATE)))
        audio = Line(self._condition, seed=self._turns).carry_all(padded)
        expected = wiring.expected(self._house.roster, self._call)
        heard = await self._ears.hear(audio, expected)
        if heard.words:
            await self._answered(heard.words)
        else:
            timeout = UserTranscriptionTimeoutEvent(
                speech_duration=len(audio) / RATE, vad_speech_started_at=0.0
            )
            self._voice.session.emit("user_transcription_timeout", timeout)

    async def press(self, keys: str) -> None:
        """Presses keys; they arrive whatever the line does (RFC 4733 repeats them)."""
        self._turns += 1
        for key in keys:
            self._keypad.press(key)
        async with asyncio.timeout(ENTRY_AFTER + 1):
            entered = await self._entered.get()
        await self._answered(self._call.press(entered))

    async def _answered(self, words: str) -> None:
        if self._talk is not None:
            await self._talk.say(words)
            if self._talk.ended:
                self.closed.set()

    async def _until_said(self) -> None:
        """Waits for what is said without having been asked for."""
        await asyncio.sleep(0.05)
        while (speech := self._voice.session.current_speech) is not None:
            await speech
            await asyncio.sleep(0.05)


@asynccontextmanager
async def house_of(ears: Ears) -> AsyncIterator[wiring.House]:
    """A house with the sample data, that leaves nothing behind."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder))
        async with wiring.in_process(settings, ears.understanding) as house:
            yield house


async def call_over(house: wiring.House, ears: Ears, condition: Condition) -> Report:
    """One call over one kind of line."""
    report = Report(goal=GOAL)
    voice = _Voice(house.roster.menu)
    end: LineEnd | None = None
    made = house.new_call(f"bench-{condition.name}", Channel.CHAT, voice)
    call = replace(made, monotonic=lambda: end.clock if end else 0.0)
    end = LineEnd(ears, condition, call, voice, house)
    try:
        async with open_text(call, house.roster, voice, ears.model(), LIMITS, end.show) as talk:
            end.begin(talk)
            await follow(end, goal(GOAL), report)
    except GaveUp as error:
        report.errors.append(str(error))
    return report
