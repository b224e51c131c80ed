"""A written conversation whose model follows a script, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from agents.session import CallSession
from agents.speaking import SessionVoice
from conversations.approvals import InProcessApprovals
from conversations.text import TextConversation
from conversations.timeline import ConversationTimeline
from domain.events import ActionRun, Handoff
from tests import scripted
from tests.scripted import ScriptedLLM
from tools.call import Call


class FakeVoice(SessionVoice):
    """The program's own voice in writing; without a session it remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(ended=self._note_end)
        self.session: CallSession | None = None
        self.told: list[str] = []
        self.read: list[str] = []
        self.hears_notices = True
        self.hung_up = False

    def attach(self, session: Any) -> None:
        self.session = session
        super().attach(session)

    async def read_aloud(self, text: str) -> bool:
        self.read.append(text)
        if not self.hears_notices:
            return False
        return True if self.session is None else await super().read_aloud(text)

    async def tell(self, text: str) -> None:
        self.told.append(text)

    def hang_up(self) -> None:
        self.hung_up = True

    def _note_end(self) -> None:
        self.hung_up = True


class Talk:
    """A conversation in writing, seen from outside."""

    def __init__(
        self,
        call: Call,
        conversation: TextConversation,
        model: ScriptedLLM,
        shown: list[tuple[str, str]],
    ) -> None:
        self.call = call
        self.conversation = conversation
        self.model = model
        self.shown = shown
        """Who said what to the customer."""
        self._began = len(timeline_of(call).events)

    @property
    def session(self) -> CallSession:
        session = voice_of(self.call).session
        assert session is not None
        return session

    async def says(self, *turns: str) -> str:
        """The customer's turns, one by one; returns what the last was answered with."""
        before = len(self.shown)
        for words in turns:
            before = len(self.shown)
            await self.conversation.say(words)
        return " ".join(text for _, text in self.shown[before:])

    def then(self, *steps: scripted.Step) -> None:
        """What the model will do from here on."""
        self.model.steps.extend(steps)

    @property
    def actions(self) -> list[tuple[str, str | None]]:
        """The actions that were asked for, each with the code of its refusal."""
        return [(e.name, e.code) for e in self.events(ActionRun)]

    @property
    def handoffs(self) -> list[tuple[str, str]]:
        return [(e.transfer.from_agent, e.transfer.to_agent) for e in self.events(Handoff)]

    @property
    def refusals(self) -> list[dict[str, Any]]:
        """The refusals that the model was given to tell, oldest first."""
        outputs = [i for i in self.session.history.items if i.type == "function_call_output"]
        told = [json.loads(output.output) for output in outputs if output.output.startswith("{")]
        return [output for output in told if "refused" in output]

    @property
    def agent(self) -> str:
        """Who speaks."""
        return self.call.state.agent

    def events(self, *kinds: type[Any]) -> list[Any]:
        events = timeline_of(self.call).events[self._began :]
        return [event for event in events if isinstance(event, kinds)]


def timeline_of(call: Call) -> ConversationTimeline:
    assert isinstance(call.timeline, ConversationTimeline)
    return call.timeline


def approvals_of(call: Call) -> InProcessApprovals:
    assert isinstance(call.approvals, InProcessApprovals)
    return call.approvals


def voice_of(call: Call) -> FakeVoice:
    assert isinstance(call.voice, FakeVoice)
    return call.voice


def codes(actions: Iterable[tuple[str, str | None]], name: str) -> list[str | None]:
    """What came of each time that an action was asked for."""
    return [code for action, code in actions if action == name]
