"""A caller who is not understood is told, once shortly; then how to go on with the keypad.

That may be their accent, their microphone, a street or a bad line: whatever it is, another way on
is always open to them.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

from livekit.agents import (
    ConversationItemAddedEvent,
    UserInputTranscribedEvent,
    UserStateChangedEvent,
    llm,
)
from livekit.agents.voice.events import UserTranscriptionTimeoutEvent

from agents.session import CallSession
from domain.events import ActionRun, Handoff, TimelineEvent
from domain.expectation import FREE, Expectation
from tools import keypad

ONCE_MORE = "Sorry, I didn't catch that. Once more, please?"
ZERO = "Press zero for a person."
BADLY_HEARD = f"I can't hear you well. {{how}} {ZERO}"
CHOOSE = f"If I don't hear you well: {{how}} {ZERO}"
"""For a caller who was badly heard before, and may say anything now."""
AGAIN_AFTER = 12.0
"""Seconds for which it is not said again: noise alone must not keep the agent talking."""
NO_END = 15.0
"""Seconds of sound without a word in it, after which it is no sentence that is going on."""
_ASKS_FOR_NUMBER = re.compile(r"\bwhich (?:order|return)\b|\bnumber\b[^.]*\?", re.IGNORECASE)
_NUMBER = Expectation("digits")


class BadLine:
    """Watches one session for a caller of whom nothing, or nothing that helps, is understood.

    Args:
        session: of the call.
        menu: what may be chosen by key when any wish is awaited, in words that can be said.
    """

    def __init__(self, session: CallSession, menu: tuple[str, ...] = ()) -> None:
        self._session = session
        self._menu = menu
        self._missed = 0
        self._bad = False
        self._explained = -AGAIN_AFTER
        self._spoke_over = False
        self._asked = ""
        self._going_on: asyncio.TimerHandle | None = None
        session.on("user_transcription_timeout", self._no_words)
        session.on("user_state_changed", self._state_changed)
        session.on("user_input_transcribed", self._transcribed)
        session.on("conversation_item_added", self._said)
        session.on("close", lambda _: self._stop_timer())
        session.userdata.timeline.subscribe(self._happened)

    def _state_changed(self, event: UserStateChangedEvent) -> None:
        self._stop_timer()
        if event.new_state == "speaking":
            # A cough or an "uh-huh" over the agent's words is not asked about.
            self._spoke_over = self._session.userdata.voice.spoken_over
            loop = asyncio.get_running_loop()
            self._going_on = loop.call_later(NO_END, self._no_end)

    def _transcribed(self, _: UserInputTranscribedEvent) -> None:
        self._stop_timer()

    def _no_words(self, _: UserTranscriptionTimeoutEvent) -> None:
        listening = self._session.agent_state == "listening"
        if not listening or self._spoke_over or self._session.userdata.people.present:
            return
        self._missed += 1
        if self._missed == 1:
            self._session.say(ONCE_MORE)
        else:
            self._explain()

    def _no_end(self) -> None:
        self._missed += 1
        self._explain()

    def _said(self, event: ConversationItemAddedEvent) -> None:
        if not isinstance(event.item, llm.ChatMessage):
            return
        call = self._session.userdata
        if event.item.role == "user":
            # Until something comes of it; later on, an answer can be one without a deed.
            # Whoever is asked for nothing in particular has said what they wished.
            awaited = not call.identity.done and call.state.expectation != FREE
            self._missed = self._missed + 1 if awaited else 0
            if call.state.expectation.keys == self._menu:
                call.expect(replace(call.state.expectation, keys=()))
        elif event.item.role == "assistant":
            said = event.item.text_content or ""
            if said == ONCE_MORE or ZERO in said:
                return
            self._asked = said
            if call.identity.done and self._bad:
                self._bad = False
                self._explain(CHOOSE)
            elif self._missed > 1 and not call.identity.done:
                self._explain()

    def _happened(self, event: TimelineEvent) -> None:
        if isinstance(event, Handoff) or (isinstance(event, ActionRun) and event.ok):
            self._missed = 0

    def _explain(self, words: str = BADLY_HEARD) -> None:
        """Says how to answer with the keypad. It is heard to its end: noise would cut it off."""
        call = self._session.userdata
        now = call.monotonic()
        if now - self._explained < AGAIN_AFTER or call.state.ended or call.people.present:
            return
        self._explained = now
        self._bad = not call.identity.done
        expected = call.state.expectation
        if expected == FREE and call.identity.done:
            if _ASKS_FOR_NUMBER.search(self._asked):
                expected = _NUMBER
            elif self._menu:
                expected = replace(expected, keys=self._menu)
                call.expect(expected)
        said = words.format(how=keypad.how(expected)).replace("  ", " ")
        self._session.say(said, allow_interruptions=False)

    def _stop_timer(self) -> None:
        if self._going_on is not None:
            self._going_on.cancel()
            self._going_on = None
