"""Tells a person's "hello" from a recorded greeting, for calls that go out without a cloud model.

livekit-agents' answering machine detection asks a language model and offers it tools; this one
answers by the wordings of recorded greetings and, as the embedded recogniser makes little of free
speech, by how long they are spoken: nobody answers a call with four seconds of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from livekit.agents import APIConnectOptions, llm
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr
from livekit.agents.utils import shortuuid

_FULL: Final = re.compile(
    r"mailbox is full|not (?:been )?set up|cannot take (?:any )?messages", re.IGNORECASE
)
_RECORDED: Final = re.compile(
    r"voice ?mail|leave (?:me |us )?a message|after the (?:beep|tone)|(?:can't|cannot|can not) "
    r"(?:come to|take|answer)|not available|unavailable|reached the (?:mailbox|voice)|away from",
    re.IGNORECASE,
)
LONG: Final = 4.0
"""Seconds."""


def category(greeting: str, seconds: float) -> str:
    """What has answered: `human`, `machine-vm` or `machine-unavailable`."""
    if _FULL.search(greeting):
        return "machine-unavailable"
    return "machine-vm" if _RECORDED.search(greeting) or seconds >= LONG else "human"


class GreetingJudge(llm.LLM[str]):
    """Answers the one question that answering machine detection asks a model.

    Args:
        spoken: how many seconds were spoken so far.
    """

    def __init__(self, spoken: Callable[[], float]) -> None:
        super().__init__()
        self.spoken = spoken

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
        """Calls `save_prediction` with the category of the last message."""
        return _Verdict(
            self, self.spoken(), chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options
        )


class _Verdict(llm.LLMStream):
    def __init__(self, judge: GreetingJudge, seconds: float, **options: Any) -> None:
        super().__init__(judge, **options)
        self._seconds = seconds

    async def _run(self) -> None:
        said = [m.text_content or "" for m in self._chat_ctx.messages() if m.role == "user"]
        arguments = json.dumps({"label": category(said[-1] if said else "", self._seconds)})
        call = llm.FunctionToolCall(
            name="save_prediction", arguments=arguments, call_id=shortuuid("call_")
        )
        self._event_ch.send_nowait(
            llm.ChatChunk(
                id=shortuuid("judge_"), delta=llm.ChoiceDelta(role="assistant", tool_calls=[call])
            )
        )
