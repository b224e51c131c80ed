"""A language model without thoughts: it asks for the tools of the plan, and takes no time."""

from __future__ import annotations

import json
from collections import deque
from typing import Any

from livekit.agents import llm
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import shortuuid

from bench.plan import Wanted


class PlannedLLM(llm.LLM[Any]):
    """Asks for what `wanted` holds, one tool a response; a few words when it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: deque[Wanted] = deque()

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> llm.LLMStream:
        """Answers with the next step of the plan."""
        step = self.wanted.popleft() if self.wanted else None
        return _Stream(self, step, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class _Stream(llm.LLMStream):
    def __init__(self, model: PlannedLLM, step: Wanted | None, **options: Any) -> None:
        super().__init__(model, **options)
        self._step = step

    async def _run(self) -> None:
        delta = llm.ChoiceDelta(role="assistant", content="All right.")
        if self._step is not None:
            name, arguments = self._step
            call = llm.FunctionToolCall(
                name=name, arguments=json.dumps(arguments), call_id=shortuuid("call_")
            )
            delta = llm.ChoiceDelta(role="assistant", tool_calls=[call])
        self._event_ch.send_nowait(llm.ChatChunk(id=shortuuid("planned_"), delta=delta))
