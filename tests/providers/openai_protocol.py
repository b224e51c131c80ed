"""What OpenAI's chat completions accept and send: its checks of a request, its chunks of an answer.

The checks are those that a client can break without noticing; each answers as the API does, with
status 400 and a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.scripted import Says, Uses

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_LONGEST_DESCRIPTION = 1024
_MOST_TOOLS = 128
_PIECE = 7
"""Characters of a delta: so short that names, numbers and JSON arrive in halves."""


class BadRequest(Exception):
    """The API would answer 400 with this sentence."""


def check(body: dict[str, Any]) -> None:
    """Refuses what the API refuses.

    Raises:
        BadRequest: with the reason.
    """
    if not body.get("model"):
        raise BadRequest("you must provide a model parameter")
    if not 0 <= body.get("temperature", 1) <= 2:
        raise BadRequest("temperature must be between 0 and 2")
    tools = body.get("tools") or []
    if len(tools) > _MOST_TOOLS:
        raise BadRequest("too many tools")
    for name in ("tool_choice", "parallel_tool_calls"):
        if name in body and not tools:
            raise BadRequest(f"'{name}' is only allowed when 'tools' are specified")
    for tool in tools:
        _check_tool(tool)
    _check_messages(body.get("messages") or [])


def _check_tool(tool: dict[str, Any]) -> None:
    function = tool["function"]
    if not _NAME.fullmatch(function["name"]):
        raise BadRequest(f"invalid function name: {function['name']}")
    if len(function.get("description", "")) > _LONGEST_DESCRIPTION:
        raise BadRequest(f"description of {function['name']} is too long")
    if function.get("parameters", {}).get("type", "object") != "object":
        raise BadRequest(f"parameters of {function['name']} are no object")


def _check_messages(messages: list[dict[str, Any]]) -> None:
    if not messages:
        raise BadRequest("messages must not be empty")
    awaited: set[str] = set()
    for message in messages:
        role = message["role"]
        if role == "tool":
            if message["tool_call_id"] not in awaited:
                raise BadRequest("a tool message must follow the tool_calls that it answers")
            awaited.discard(message["tool_call_id"])
            continue
        if awaited:
            raise BadRequest("tool_calls must be followed by tool messages for each of them")
        calls = message.get("tool_calls") or []
        if message.get("content") is None and not calls:
            raise BadRequest(f"a message of {role} without content")
        awaited = {call["id"] for call in calls}
    if awaited:
        raise BadRequest("tool_calls must be followed by tool messages for each of them")


def chunks(answer: Says | Uses, body: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """An answer as the stream's chunks: content and arguments in pieces, then how much it took."""

    def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return head | {"choices": [choice]}

    head: dict[str, Any] = {
        "id": f"chatcmpl-{number}",
        "object": "chat.completion.chunk",
        "created": 1_900_000_000 + number,
        "model": body["model"],
        "system_fingerprint": "fp_local",
    }
    yield chunk({"role": "assistant", "content": "" if isinstance(answer, Says) else None})
    if isinstance(answer, Says):
        for piece in _pieces(answer.text):
            yield chunk({"content": piece})
        yield chunk({}, "stop")
    else:
        for index, (name, arguments) in enumerate(answer.calls):
            opened = {"name": name, "arguments": ""}
            call = {"index": index, "id": f"call_{number}_{index}", "type": "function"}
            yield chunk({"tool_calls": [call | {"function": opened}]})
            for piece in _pieces(json.dumps(arguments)):
                delta = {"index": index, "function": {"arguments": piece}}
                yield chunk({"tool_calls": [delta]})
        yield chunk({}, "tool_calls")
    if (body.get("stream_options") or {}).get("include_usage"):
        usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
        yield head | {"choices": [], "usage": usage}


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]
