"""What code answers by itself, before any model is asked.

Identity, money and the exact words of a notice are not left to a model: a clean yes to a proposal
runs that proposal, an answer to an open step of the identity check fills that step, and a verbatim
result is spoken as it is. Everything here is a pure function of the chat context and the call's
state, since a preemptive generation may be made and thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from livekit.agents import llm
from livekit.agents.utils import shortuuid

from spoken.answers import answer
from spoken.refusals import wants_no_calls
from tools import deciding
from tools.call import Call
from tools.keypad import WANTS_A_PERSON

STOP_CALLING = "stop_calling"


@dataclass(frozen=True, slots=True)
class Says:
    """The agent's next words."""

    text: str


@dataclass(frozen=True, slots=True)
class Calls:
    """The agent's next tool call."""

    tool: str
    arguments: dict[str, Any]

    def as_chunk(self) -> llm.ChatChunk:
        """The call as a model would have made it, so that it takes the same way from here."""
        call = llm.FunctionToolCall(
            name=self.tool,
            arguments=json.dumps(self.arguments),
            call_id=shortuuid("call_"),
        )
        return llm.ChatChunk(
            id=shortuuid("code_"), delta=llm.ChoiceDelta(role="assistant", tool_calls=[call])
        )


Step = Says | Calls


def last_words(chat_ctx: llm.ChatContext) -> str | None:
    """What the caller has just said, where the agent has not answered it yet."""
    last = _last(chat_ctx)
    if isinstance(last, llm.ChatMessage) and last.role == "user":
        return last.text_content or ""
    return None


def last_outputs(chat_ctx: llm.ChatContext) -> list[llm.FunctionCallOutput]:
    """The tool outputs that the agent has not spoken of yet, oldest first."""
    outputs: list[llm.FunctionCallOutput] = []
    for item in reversed(chat_ctx.items):
        if isinstance(item, llm.FunctionCallOutput):
            outputs.append(item)
        elif not (isinstance(item, llm.FunctionCall) or _instruction(item)):
            break
    return outputs[::-1]


def common(
    call: Call, chat_ctx: llm.ChatContext, person: str | None, able: Collection[str] = ()
) -> Step | None:
    """What code answers for every agent, with what all are `able` to do; None: the model does."""
    words = last_words(chat_ctx)
    if words is None:
        return _spoken_verbatim(chat_ctx)
    if STOP_CALLING in able and wants_no_calls(words):
        return Calls(STOP_CALLING, {})
    if words == WANTS_A_PERSON and person is not None and call.state.agent != person:
        return Calls("transfer", {"target": person, "reason": WANTS_A_PERSON})
    proposal = deciding.live_proposal(call)
    fresh = proposal is not None and call.state.turn.number - proposal.turn in (0, 1)
    if proposal and fresh and answer(words, doing=proposal.verb) == "yes":
        return Calls(proposal.action, proposal.arguments)
    return None


def _spoken_verbatim(chat_ctx: llm.ChatContext) -> Says | None:
    said: list[str] = []
    for output in last_outputs(chat_ctx):
        if not output.reply_required:
            continue
        parsed = parse(output)
        if not parsed.get("verbatim"):
            return None
        said.append(str(parsed["say"]))
    words = " ".join(filter(None, said))
    return Says(words) if words else None


def parse(output: llm.FunctionCallOutput) -> dict[str, Any]:
    """A tool output as `Result.as_output` wrote it; empty where it is not one of ours."""
    try:
        parsed = json.loads(output.output)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) and "say" in parsed else {}


def refused(output: llm.FunctionCallOutput) -> str | None:
    """The code of a refusal; None where it is none."""
    code = parse(output).get("refused")
    return code if isinstance(code, str) else None


def _last(chat_ctx: llm.ChatContext) -> llm.ChatItem | None:
    return next((item for item in reversed(chat_ctx.items) if not _instruction(item)), None)


def _instruction(item: llm.ChatItem) -> bool:
    return item.type not in ("message", "function_call", "function_call_output") or (
        isinstance(item, llm.ChatMessage) and item.role in ("system", "developer")
    )
