"""A language model that follows a script, and fails the test on anything that is not in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from livekit.agents import llm
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)


@dataclass(frozen=True)
class Says:
    """The model answers in words."""

    text: str


@dataclass(frozen=True)
class Uses:
    """The model calls tools, several at once where more than one is given."""

    calls: tuple[tuple[str, dict[str, Any]], ...]


def uses(name: str, **arguments: Any) -> Uses:
    """The model calls one tool."""
    return Uses(((name, arguments),))


def at_once(*calls: Uses) -> Uses:
    """The model calls several tools in one response."""
    return Uses(tuple(call for each in calls for call in each.calls))


class UnexpectedRequest(AssertionError):
    """The model was asked more often than the script foresaw."""


@dataclass
class ScriptedLLM(llm.LLM):
    """Plays its steps in order. `requests` keeps what it was sent, as text."""

    steps: list[Says | Uses]
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        llm.LLM.__init__(self)

    def __hash__(self) -> int:
        return id(self)

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: Sequence[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> llm.LLMStream:
        """Answers with the next step of the script."""
        self.requests.append(json.dumps(chat_ctx.to_dict(), default=str))
        if not self.steps:
            last = chat_ctx.items[-1] if chat_ctx.items else None
            raise UnexpectedRequest(f"nothing left in the script; asked after {last!r}")
        return _Stream(
            self, self.steps.pop(0), chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options
        )


class _Stream(llm.LLMStream):
    def __init__(self, model: ScriptedLLM, step: Says | Uses, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        self._step = step

    async def _run(self) -> None:
        if isinstance(self._step, Says):
            delta = llm.ChoiceDelta(role="assistant", content=self._step.text)
        else:
            delta = llm.ChoiceDelta(
                role="assistant",
                tool_calls=[
                    llm.FunctionToolCall(
                        name=name,
                        arguments=json.dumps(arguments),
                        call_id=f"call_{number}_{id(self)}",
                    )
                    for number, (name, arguments) in enumerate(self._step.calls)
                ],
            )
        self._event_ch.send_nowait(llm.ChatChunk(id="scripted", delta=delta))
