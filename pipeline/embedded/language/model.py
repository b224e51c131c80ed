"""The embedded language model: `livekit.agents.llm.LLM` without a key, a network or a mood."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from livekit.agents import APIConnectOptions, utils
from livekit.agents.llm import (
    LLM,
    ChatChunk,
    ChatContext,
    ChoiceDelta,
    FunctionToolCall,
    LLMStream,
    Tool,
    ToolChoice,
)
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr

from pipeline.embedded.language import phrases
from pipeline.embedded.language.context import read
from pipeline.embedded.language.dialogue import respond
from pipeline.embedded.language.phrases import together
from pipeline.embedded.language.schemas import Spec, specs
from pipeline.embedded.language.state import Action, Run, Say, Scene, targets
from pipeline.embedded.language.understanding import Understanding


def _today() -> date:
    return datetime.now(UTC).date()


class EmbeddedLLM(LLM[Any]):
    """Understands what agents and tools declare, and nothing else; stateless and deterministic.

    One object a session, as with any model; the `Understanding` under it is shared by all.
    """

    def __init__(self, understanding: Understanding, *, today: Callable[[], date] = _today) -> None:
        """Take a fitted understanding, and the day that "tomorrow" is counted from."""
        super().__init__()
        self._understanding = understanding
        self._today = today

    @property
    def model(self) -> str:
        """Name in logs and metrics."""
        return "embedded"

    @property
    def provider(self) -> str:
        """Name in logs and metrics."""
        return "embedded"

    def chat(
        self,
        *,
        chat_ctx: ChatContext,
        tools: list[Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> LLMStream:
        """Answer one request: some words, or a few words and one tool call."""
        return _Stream(
            self,
            chat_ctx=chat_ctx,
            tools=tools or [],
            conn_options=conn_options,
            tool_choice=tool_choice,
        )

    def answer(
        self,
        chat_ctx: ChatContext,
        tools: list[Tool],
        tool_choice: NotGivenOr[ToolChoice] = NOT_GIVEN,
    ) -> Action:
        """Decide on the reply to a request; takes a few milliseconds and touches nothing."""
        offered = specs(tools)
        scene = Scene(
            understanding=self._understanding,
            specs=_allowed(offered, tool_choice),
            agent=self._understanding.agent_with(offered, targets(offered)),
            conversation=read(chat_ctx),
            today=self._today(),
        )
        action = respond(scene)
        if isinstance(action, Run) and tool_choice == "none":
            return Say(together(action.lead, phrases.NOT_NOW))
        return action


def _allowed(offered: dict[str, Spec], tool_choice: NotGivenOr[ToolChoice]) -> dict[str, Spec]:
    if isinstance(tool_choice, dict):
        name = tool_choice["function"]["name"]
        return {name: offered[name]} if name in offered else {}
    return offered


class _Stream(LLMStream):
    def __init__(
        self,
        model: EmbeddedLLM,
        *,
        chat_ctx: ChatContext,
        tools: list[Tool],
        conn_options: APIConnectOptions,
        tool_choice: NotGivenOr[ToolChoice],
    ) -> None:
        super().__init__(model, chat_ctx=chat_ctx, tools=tools, conn_options=conn_options)
        self._model = model
        self._tool_choice = tool_choice

    async def _run(self) -> None:
        action = self._model.answer(self._chat_ctx, self._tools, self._tool_choice)
        request = utils.shortuuid("embedded_")
        words = action.text if isinstance(action, Say) else action.lead
        if words:
            self._send(request, ChoiceDelta(role="assistant", content=words))
        if isinstance(action, Run):
            call = FunctionToolCall(
                name=action.tool,
                arguments=json.dumps(dict(action.arguments), ensure_ascii=False),
                call_id=utils.shortuuid("call_"),
            )
            self._send(request, ChoiceDelta(role="assistant", tool_calls=[call]))

    def _send(self, request: str, delta: ChoiceDelta) -> None:
        self._event_ch.send_nowait(ChatChunk(id=request, delta=delta))
