"""A conversation in writing: the same agents as on the telephone, in a session without a room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from livekit.agents import llm
from livekit.agents.voice.io import TextOutput

from agents.rendering import RenderedTranscript
from agents.roster import Roster
from agents.session import CallSession
from agents.speaking import SessionVoice
from conversations.telemetry.observer import CallObserver
from domain.events import Ended, Failed, Started
from tools.call import Call

log = structlog.get_logger(__name__)

TOO_LONG = (
    "That's longer than I can take in at once. Could you put it in under {limit:,} characters?"
)
NOTHING = "I didn't get anything. {again}"
GIVEN_UP = "I'm sorry, that took too long on our side. Could you say it again?"
BROKEN = "I'm sorry, something went wrong on our side. Could you say it again?"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text turn may take."""

    message_chars: int
    turn_seconds: float
    tool_rounds: int


Shown = Callable[[str, str], None]
"""Called with the speaking agent's name and what the customer reads."""


class _Screen(TextOutput):
    """Collects what is said and shows it, one message at a time."""

    def __init__(self, call: Call, shown: Shown) -> None:
        super().__init__(label="screen", next_in_chain=None)
        self._call = call
        self._shown = shown
        self._text = ""
        self.last = ""

    async def capture_text(self, text: str) -> None:
        self._text += text

    def flush(self) -> None:
        text, self._text = self._text.strip(), ""
        if text:
            self.last = text
            self.show(text)

    def show(self, text: str) -> None:
        self._shown(self._call.state.agent, text)


class TextConversation:
    """One conversation, turn by turn. Open it with `open_text`."""

    def __init__(self, call: Call, session: CallSession, screen: _Screen, limits: Limits) -> None:
        self.call = call
        self._session = session
        self._screen = screen
        self._limits = limits

    async def say(self, text: str) -> None:
        """Takes the customer's message and returns once it has been answered."""
        if not text.strip():
            self._reply(NOTHING.format(again=self._screen.last or "How can I help?"))
            return
        if len(text) > self._limits.message_chars:
            self._reply(TOO_LONG.format(limit=self._limits.message_chars))
            return
        try:
            async with asyncio.timeout(self._limits.turn_seconds):
                await self._session.run(user_input=text)
        except TimeoutError:
            await self._session.interrupt(force=True)
            self._failed("timeout", GIVEN_UP)
        except Exception:
            log.exception("text_turn_failed", conversation=self.call.id)
            self._failed("error", BROKEN)

    @property
    def ended(self) -> bool:
        """Whether the agent has said goodbye."""
        return self.call.state.ended

    def _failed(self, code: str, apology: str) -> None:
        self.call.timeline.record(Failed(part="llm", code=code))
        self._reply(apology)

    def _reply(self, text: str) -> None:
        """Words of the channel itself; they are no part of what a model sees."""
        self._screen.show(text)


@asynccontextmanager
async def open_text(
    call: Call,
    roster: Roster,
    voice: SessionVoice,
    model: llm.LLM[Any],
    limits: Limits,
    shown: Shown,
) -> AsyncIterator[TextConversation]:
    """Opens a conversation and greets; closes the session at the end."""
    session = CallSession(
        call,
        voice,
        llm=model,
        vad=None,
        turn_handling={"turn_detection": "manual"},
        # livekit-agents counts one fewer than the rounds that it allows.
        max_tool_steps=limits.tool_rounds - 1,
        user_away_timeout=None,
    )
    screen = _Screen(call, shown)
    session.output.transcription = RenderedTranscript(call, screen)
    CallObserver(session)
    call.timeline.record(Started(channel=call.channel))
    try:
        await session.start(roster.opening(call), record=False, capture_run=True)
        yield TextConversation(call, session, screen, limits)
    finally:
        await session.aclose()
        call.timeline.record(Ended(reason=call.state.ending if call.state.ended else "left"))
