"""To whom a language model would hand a sentence over, for a caller who is already identified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from livekit.agents import llm

from agents.transfer import transfer_to
from tools.live import tool_of

TASK = (
    "You answer for a customer service. The customer is known and has just said what follows. "
    "If it is clear which colleague it is for, call `transfer`. If it is unclear, or nothing that "
    "a colleague does, answer in a sentence without calling anything."
)


async def routed(model: llm.LLM[Any], colleagues: Mapping[str, str], sentence: str) -> str | None:
    """The agent that the model transfers to on hearing the sentence; None where it does not.

    Args:
        model: which one.
        colleagues: whom it may choose from, and what each is for.
        sentence: what the caller said.

    Raises:
        livekit.agents.APIError: the model could not be reached.
    """
    if not sentence.strip():
        return None
    transfer = transfer_to(colleagues)
    chat_ctx = llm.ChatContext.empty()
    chat_ctx.add_message(role="system", content=TASK)
    chat_ctx.add_message(role="user", content=sentence)
    answer = await model.chat(chat_ctx=chat_ctx, tools=[tool_of(transfer)]).collect()
    for call in answer.tool_calls:
        if call.name == transfer.name and (target := _target(call.arguments)) in colleagues:
            return target
    return None


def _target(arguments: str) -> str | None:
    try:
        given = json.loads(arguments)
    except ValueError:
        return None
    target = given.get("target") if isinstance(given, dict) else None
    return target if isinstance(target, str) else None
