"""A language model that follows a script, and fails the test on anything that is not in it."""

from __future__ import annotations

import asyncio
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
    """The model calls tools, several at once where more than one is given.

    Arguments that are text go out as they stand, for a model that does not know its JSON.
    """

    calls: tuple[tuple[str, dict[str, Any] | str], ...]
    says: str = ""
    """What the model says before it calls them."""


@dataclass(frozen=True)
class Waits:
    """The model takes its time: it tells that it was asked, and goes on when it is let."""

    then: Says | Uses
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)


Step = Says | Uses | Waits


def uses(name: str, /, **arguments: Any) -> Uses:
    """The model calls one tool."""
    return Uses(((name, arguments),))


def uses_badly(name: str, arguments: str) -> Uses:
    """The model calls one tool with arguments that are not what they should be."""
    return Uses(((name, arguments),))


def at_once(*calls: Uses, says: str = "") -> Uses:
    """The model calls several tools in one response, after a few words."""
    return Uses(tuple(call for each in calls for call in each.calls), says)


class UnexpectedRequest(AssertionError):
    """The model was asked more often than the script foresaw."""


@dataclass
class ScriptedLLM(llm.LLM[Any]):
    """Plays its steps in order, then `forever` if it has one.

    `requests` keeps what it was sent, as text; `unexpected` what it was asked beyond its script,
    since a session may turn an exception of a model into an apology.
    """

    steps: list[Step]
    forever: Step | None = None
    requests: list[str] = field(default_factory=list)
    tools: list[list[str]] = field(default_factory=list)
    """The names of the tools that each request offered."""
    unexpected: list[str] = field(default_factory=list)

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
        self.tools.append([tool.id for tool in tools or []])
        step = self.steps.pop(0) if self.steps else self.forever
        if step is None:
            last = chat_ctx.items[-1] if chat_ctx.items else None
            self.unexpected.append(repr(last))
            raise UnexpectedRequest(f"nothing left in the script; asked after {last!r}")
        return _Stream(self, step, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class _Stream(llm.LLMStream):
    def __init__(self, model: ScriptedLLM, step: Step, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        self._step = step

    async def _run(self) -> None:
        step = self._step
        if isinstance(step, Waits):
            step.asked.set()
            await step.go.wait()
            step = step.then
        if isinstance(step, Says):
            self._send(llm.ChoiceDelta(role="assistant", content=step.text))
            return
        if step.says:
            self._send(llm.ChoiceDelta(role="assistant", content=step.says))
        self._send(
            llm.ChoiceDelta(
                role="assistant",
                tool_calls=[
                    llm.FunctionToolCall(
                        name=name,
                        arguments=given if isinstance(given, str) else json.dumps(given),
                        call_id=f"call_{number}_{id(self)}",
                    )
                    for number, (name, given) in enumerate(step.calls)
                ],
            )
        )

    def _send(self, delta: llm.ChoiceDelta) -> None:
        self._event_ch.send_nowait(llm.ChatChunk(id="scripted", delta=delta))
