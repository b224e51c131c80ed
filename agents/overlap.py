"""What a caller says while the agent speaks, and does not mean as an interruption."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterable, AsyncIterator

from livekit.agents import AgentSession, AgentStateChangedEvent, UserStateChangedEvent
from livekit.agents.voice import SpeechHandle

from spoken.backchannels import is_backchannel
from tools.call import Call

CONFIRMED_AFTER = 0.15
"""Seconds after which the session has long fallen silent, or does not take it for speech."""


class Overlap:
    """Tells signs of listening from interruptions.

    The session has fallen silent as soon as the caller made a sound, and goes on by itself where
    no words follow: so it is enough that these words are not passed on to it.
    """

    def __init__(self, session: AgentSession[Call]) -> None:
        self._session = session
        self._spoken_over: SpeechHandle | None = None
        self._words = ""
        self._spoke_first: float | None = None
        session.on("user_state_changed", self._changed)
        session.on("agent_state_changed", self._agent_changed)

    @property
    def going_on(self) -> bool:
        """Whether the caller began to speak over words that are still being said."""
        speech = self._spoken_over
        return (
            speech is not None
            and speech is self._session.current_speech
            and not (speech.interrupted or speech.done())
        )

    def is_aside(self, words: str) -> bool:
        """Whether these words only show that the caller listens."""
        if not self.going_on:
            return False
        awaited = self._session.userdata.state.expectation.kind in ("yes_no", "choice")
        return is_backchannel(words, answering=awaited or "?" in self._words)

    async def noted(self, words: AsyncIterable[str]) -> AsyncIterator[str]:
        """Words on their way to the voice: a "yes" over a question is an early answer."""
        self._words = ""
        async for piece in words:
            self._words += piece
            yield piece

    def _changed(self, event: UserStateChangedEvent) -> None:
        if event.new_state != "speaking" or self.going_on:
            return
        speaks = self._session.agent_state == "speaking"
        self._spoken_over = self._session.current_speech if speaks else None
        if self._spoken_over is not None and self._spoken_over.allow_interruptions:
            self._hush(self._spoken_over)

    def _agent_changed(self, event: AgentStateChangedEvent) -> None:
        if event.new_state == "speaking" and self._spoke_first is None:
            self._spoke_first = event.created_at

    def _hush(self, speech: SpeechHandle) -> None:
        """Falls silent at once; the session itself takes one more look, a thirtieth of a second."""
        voice = self._session.output.audio
        echo = self._session.options.aec_warmup_duration or 0.0
        if voice is None or not voice.can_pause or self._spoke_first is None:
            return
        if time.time() - self._spoke_first < echo:
            return
        voice.pause()

        def confirm() -> None:
            if self._session.agent_state == "speaking" and self._session.current_speech is speech:
                voice.resume()

        asyncio.get_running_loop().call_later(CONFIRMED_AFTER, confirm)
