"""`CallSession`: the livekit-agents session of one call, in a room or in writing."""

from __future__ import annotations

from typing import Any

from livekit.agents import AgentSession, ConversationItemAddedEvent, llm
from livekit.agents.types import NOT_GIVEN, NotGivenOr
from livekit.agents.voice import SpeechHandle

from agents.base import Specialist
from agents.speaking import SessionVoice
from domain.events import Message
from tools.call import Call


class CallSession(AgentSession[Call]):
    """A session in which whatever the customer types or keys is masked before it is kept.

    What is spoken is masked in `MarketplaceAgent.stt_node`; these two are the only ways in.

    Args:
        call: the conversation; becomes the session's userdata.
        voice: how the program speaks by itself; it is told that this session speaks.
        options: as of `AgentSession`.
    """

    def __init__(self, call: Call, voice: SessionVoice, **options: Any) -> None:
        super().__init__(userdata=call, **options)
        voice.attach(self)
        call.coordinator.follow(lambda: self.current_agent.chat_ctx)
        self.on("conversation_item_added", self._keep)

    def generate_reply(
        self, *, user_input: NotGivenOr[str | llm.ChatMessage] = NOT_GIVEN, **options: Any
    ) -> SpeechHandle:
        """As `AgentSession.generate_reply`; a text input becomes the customer's turn."""
        if isinstance(user_input, str):
            user_input = self.userdata.hear(user_input)
            agent = self.current_agent
            (agent if isinstance(agent, Specialist) else self.userdata).begin_turn(user_input)
        return super().generate_reply(user_input=user_input, **options)

    async def opened(self) -> None:
        """A person has answered a call of ours: they are told who calls, and may speak then."""
        agent = self.current_agent
        if isinstance(agent, Specialist) and (said := await agent.greet()):
            await said
        self.userdata.state.waits_for_answer = False

    def _keep(self, event: ConversationItemAddedEvent) -> None:
        """Puts what was said on the timeline."""
        item = event.item
        if not isinstance(item, llm.ChatMessage) or item.role not in ("user", "assistant"):
            return
        call = self.userdata
        call.timeline.record(
            Message(
                role="user" if item.role == "user" else "assistant",
                agent=call.state.agent,
                text=call.masked(item.text_content or ""),
                interrupted=item.interrupted,
            )
        )
