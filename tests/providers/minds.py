"""Who answers behind the local OpenAI server: a script, or the embedded model.

The embedded model is given what came over the wire, translated back, and no more: so it proves
that messages, tools and results carry all that a model needs.
"""

from __future__ import annotations

import json
from typing import Any

from livekit.agents import llm
from livekit.agents.llm import function_tool

from pipeline.embedded.language import EmbeddedLLM, Understanding
from pipeline.embedded.language.state import Say
from tests.providers.openai_server import Mind, Reply
from tests.scripted import Says, UnexpectedRequest, Uses


def scripted(*steps: Reply) -> Mind:
    """Answers with the steps in order, and fails on a request that the script did not foresee."""
    left = list(steps)

    def mind(body: dict[str, Any]) -> Reply:
        if not left:
            raise UnexpectedRequest(f"nothing left in the script; asked {body['messages'][-1]}")
        return left.pop(0)

    return mind


def embedded(understanding: Understanding) -> Mind:
    """Answers as the embedded model does."""
    model = EmbeddedLLM(understanding)

    def mind(body: dict[str, Any]) -> Reply:
        action = model.answer(
            _chat_context(body["messages"]),
            [_tool(tool["function"]) for tool in body.get("tools") or []],
            body.get("tool_choice", "auto"),
        )
        if isinstance(action, Say):
            return Says(action.text)
        return Uses(((action.tool, dict(action.arguments)),))

    return mind


def _chat_context(messages: list[dict[str, Any]]) -> llm.ChatContext:
    items: list[llm.ChatItem] = []
    names: dict[str, str] = {}
    for number, message in enumerate(messages):
        match message["role"]:
            case "tool":
                items.append(_output(message, names))
            case role:
                if message.get("content"):
                    id_ = "lk.instructions" if number == 0 else f"message_{number}"
                    items.append(llm.ChatMessage(id=id_, role=role, content=[message["content"]]))
                for call in message.get("tool_calls") or []:
                    function = call["function"]
                    names[call["id"]] = function["name"]
                    items.append(
                        llm.FunctionCall(
                            call_id=call["id"],
                            name=function["name"],
                            arguments=function["arguments"],
                        )
                    )
    return llm.ChatContext(items=items)


def _output(message: dict[str, Any], names: dict[str, str]) -> llm.FunctionCallOutput:
    """The wire has no place for an error: a model reads it from the words."""
    try:
        parsed = json.loads(message["content"])
    except ValueError:
        parsed = {"refused": "unreadable"}
    return llm.FunctionCallOutput(
        call_id=message["tool_call_id"],
        name=names[message["tool_call_id"]],
        output=message["content"],
        is_error="refused" in parsed,
    )


def _tool(schema: dict[str, Any]) -> llm.Tool:
    async def never(raw_arguments: dict[str, object]) -> None:
        raise AssertionError("the model only asks for tools; the product runs them")

    return function_tool(never, raw_schema=schema)
