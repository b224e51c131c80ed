"""A whole conversation in writing, in this process, with everything that it leaves behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import wiring
from agents.speaking import SessionVoice
from config import Settings
from conversations.text import Limits, TextConversation, open_text
from domain.context import Channel
from domain.events import ActionRun, Handoff, TimelineEvent
from tools.call import Call


@dataclass
class Held:
    """One conversation, while it is held and afterwards.

    Attributes:
        read: what the customer read, agent and text.
        events: the timeline.
    """

    talk: TextConversation
    read: list[tuple[str, str]]
    events: list[TimelineEvent] = field(default_factory=list)

    @property
    def call(self) -> Call:
        return self.talk.call

    async def say(self, *lines: str) -> str:
        """Says the lines one after another; returns all that was answered."""
        seen = len(self.read)
        for line in lines:
            await self.talk.say(line)
        return "\n".join(text for _, text in self.read[seen:])

    @property
    def done(self) -> list[str]:
        """The actions that succeeded, in order."""
        return [e.name for e in self.events if isinstance(e, ActionRun) and e.ok]

    @property
    def handoffs(self) -> list[tuple[str, str]]:
        handed = [e.transfer for e in self.events if isinstance(e, Handoff)]
        return [(transfer.from_agent, transfer.to_agent) for transfer in handed]

    @property
    def codes(self) -> Sequence[str]:
        """Why actions were refused."""
        return [e.code or "" for e in self.events if isinstance(e, ActionRun) and not e.ok]


@asynccontextmanager
async def conversation(
    settings: Settings, call_id: str = "a-conversation", calling_line: str | None = None
) -> AsyncIterator[Held]:
    """Opens a conversation in a house of these settings."""
    async with wiring.in_process(settings, wiring.understanding(settings)) as house:
        voice = SessionVoice(ended=lambda: None)
        call = house.new_call(call_id, Channel.CHAT, voice, calling_line=calling_line)
        read: list[tuple[str, str]] = []
        events: list[TimelineEvent] = []
        call.timeline.subscribe(events.append)
        limits = Limits(message_chars=1000, turn_seconds=30, tool_rounds=settings.max_tool_steps)
        async with open_text(
            call,
            house.roster,
            voice,
            wiring.text_model(house, call),
            limits,
            lambda agent, text: read.append((agent, text)),
        ) as talk:
            yield Held(talk, read, events)
