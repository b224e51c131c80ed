"""`Specialist`: what every agent is. One adds a name, a purpose, actions and a prompt.

An agent keeps no state: it can be thrown away at any turn and rebuilt from the call and the chat
context.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from dataclasses import replace
from typing import ClassVar, Protocol

from livekit import rtc
from livekit.agents import Agent, ModelSettings, StopResponse, llm, stt
from livekit.agents.voice import SpeechHandle

from agents import rendering, script
from agents.bridging import Chunk, bridged
from agents.prompts import instructions
from domain.context import Channel
from spoken.refusals import wants_no_calls
from tools.action import Action
from tools.bridging import without_phrases
from tools.call import Call
from tools.examples import sentences
from tools.live import tool_of

NOTHING_SAID = "Sorry, I didn't get that. Could you say it once more?"


class Colleagues(Protocol):
    """What an agent needs to know of its roster."""

    @property
    def shared(self) -> tuple[Action, ...]:
        """What every agent can do besides its own actions."""
        ...

    @property
    def handles(self) -> Mapping[str, str]:
        """What each agent is for, by name."""
        ...

    @property
    def person(self) -> str | None:
        """The agent that gets a person."""
        ...


class Specialist(Agent):
    """One agent of a roster. Its prompt is `prompts/<name>.md` beside the module.

    Attributes:
        name: as in the roster and in transfers.
        handles: when to hand over to it; every other agent's `transfer` tool quotes it.
        needs_auth: whether the customer must be known first; the roster's gate reads it.
        takes_requests: whether it is told what the customer has just asked for. Not where an agent
            has a question of its own to ask first.
        actions: what it can do, apart from what every agent can.
        examples: sentences with which a customer asks for it; more than a few go into
            `examples/<name>.txt` beside the module.
    """

    name: ClassVar[str]
    handles: ClassVar[str]
    needs_auth: ClassVar[bool] = False
    takes_requests: ClassVar[bool] = True
    actions: ClassVar[tuple[Action, ...]] = ()
    examples: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, call: Call, colleagues: Colleagues, *, chat_ctx: llm.ChatContext | None = None
    ) -> None:
        super().__init__(
            instructions=instructions(_package(type(self)), self.name),
            chat_ctx=chat_ctx,
            tools=[tool_of(action) for action in (*self.actions, *colleagues.shared)],
        )
        self._call = call
        self._colleagues = colleagues

    @classmethod
    def asked_for_with(cls) -> tuple[str, ...]:
        """Sentences with which a customer asks for this agent."""
        return cls.examples or sentences(_package(cls), cls.name)

    @property
    def call(self) -> Call:
        """The conversation that this agent speaks in."""
        return self._call

    def next_step(self, chat_ctx: llm.ChatContext) -> script.Step | None:
        """What code answers by itself; None asks the model. Pure: it may be called in vain."""
        able = {action.name for action in self._colleagues.shared}
        return script.common(self._call, chat_ctx, self._colleagues.person, able)

    async def on_enter(self) -> None:
        """Records the handover that led here, and goes on from what was said."""
        transfer = self._call.coordinator.arrived(self._call, self.name)
        if transfer is None:
            if not self._call.state.waits_for_answer:
                await self.greet()
            return
        if transfer.customer_message:
            self.session.say(transfer.customer_message)
        await self.take_up()

    async def greet(self) -> SpeechHandle | None:
        """Opens a conversation, and returns its first words; most agents only go on with one."""

    async def take_up(self) -> None:
        """Goes on with a conversation that was handed over, from what was said last."""
        self.session.generate_reply()

    async def on_user_turn_completed(
        self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage
    ) -> None:
        """The caller has finished speaking: what was heard becomes the turn.

        A value that the recogniser delivered in pieces shows only when they are put together.
        """
        heard = self._call.masked(new_message.text_content or "")
        new_message.content = [heard]
        if self._call.state.waits_for_answer and not wants_no_calls(heard):
            raise StopResponse  # their "hello?" is no answer: they do not know yet who calls
        self.begin_turn(heard)

    def begin_turn(self, heard: str) -> None:
        """What the caller has said, masked, is now their turn."""
        if wants_no_calls(heard):
            self._call.state.waits_for_answer = False
        self._call.begin_turn(heard)
        self._call.voice.wait_longer(longer="more_time" in self._call.needs)

    async def stt_node(
        self, audio: AsyncIterable[rtc.AudioFrame], model_settings: ModelSettings
    ) -> AsyncIterator[stt.SpeechEvent]:
        """Masks what was heard before anything else sees it, and leaves out signs of listening."""
        async for event in Agent.default.stt_node(self, audio, model_settings):
            masked = self._masked(event)
            words = masked.alternatives[0].text if masked.alternatives else ""
            if not (words and self._call.voice.is_aside(words)):
                yield masked

    async def llm_node(
        self,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        model_settings: ModelSettings,
    ) -> AsyncIterator[Chunk]:
        """Lets code answer what is code's to answer, and asks the model for the rest.

        On a call, a model that is late with what a tool has found is bridged.
        """
        answer = self._answer(chat_ctx, tools, model_settings)
        if self._call.channel is Channel.VOICE:
            answer = bridged(answer, self._call.state.bridging, chat_ctx)
        async for chunk in answer:
            yield chunk

    async def _answer(
        self,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        model_settings: ModelSettings,
    ) -> AsyncIterator[Chunk]:
        step = self.next_step(chat_ctx)
        if isinstance(step, script.Says):
            yield step.text
            return
        if isinstance(step, script.Calls) and model_settings.tool_choice != "none":
            yield step.as_chunk()
            return
        answered = False
        told = without_phrases(chat_ctx)
        async for chunk in Agent.default.llm_node(self, told, tools, model_settings):
            if isinstance(chunk, llm.ChatChunk):
                delta = chunk.delta
                # A tool that is called after the last round is ignored, and would be silence.
                heeded = model_settings.tool_choice != "none" and delta and delta.tool_calls
                answered = answered or bool(heeded or (delta and delta.content))
                yield chunk
            elif isinstance(chunk, str):
                answered = answered or bool(chunk)
                yield chunk
        if not answered:
            yield NOTHING_SAID

    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncIterator[rtc.AudioFrame]:
        """Puts back the value that is being read back, on its way to the voice."""
        spoken = rendering.rendered(self._call, text)
        frames = self._call.voice.spoken(
            spoken, lambda text: Agent.default.tts_node(self, text, model_settings)
        )
        if "slower_speech" in self._call.needs:
            frames = self._call.voice.slowed(frames)
        async for frame in frames:
            yield frame

    def _masked(self, event: stt.SpeechEvent) -> stt.SpeechEvent:
        final = event.type is stt.SpeechEventType.FINAL_TRANSCRIPT

        def mask(data: stt.SpeechData) -> stt.SpeechData:
            text = self._call.hear(data.text) if final else self._call.glimpse(data.text)
            return replace(data, text=text, words=None)

        return replace(event, alternatives=[mask(data) for data in event.alternatives[:1]])


class MarketplaceAgent(Specialist):
    """A specialist of the marketplace: for identified customers, unless it says otherwise."""

    needs_auth: ClassVar[bool] = True


def _package(agent: type[Specialist]) -> str:
    return agent.__module__.rpartition(".")[0]
