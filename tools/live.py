"""An action in a live session: a livekit-agents tool of a session whose userdata is a `Call`.

What only a session has is here: a caller who cuts in, the phrase that fills a wait, and the form in
which a model reads results and refusals.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import structlog
from livekit.agents import RunContext, ToolError
from livekit.agents.llm import RawFunctionTool, ToolResult, function_tool

from domain.context import Channel
from domain.errors import GateClosed, Interrupted, NotAuthenticated, Refusal, Unavailable
from tools import refusing
from tools.action import Action
from tools.bridging import LOOKING
from tools.call import Call
from tools.result import Result

log = structlog.get_logger(__name__)


def tool_of(action: Action) -> RawFunctionTool[..., Any]:
    """The tool that a model is given for an action."""

    async def run(raw_arguments: dict[str, object], ctx: RunContext[Call]) -> Any:
        return await _run(action, ctx, raw_arguments)

    return function_tool(run, raw_schema=action.schema)


async def _run(action: Action, ctx: RunContext[Call], raw: dict[str, object]) -> Any:
    call = ctx.userdata
    response = f"{ctx.speech_handle.id}:{ctx.speech_handle.num_steps}"
    try:
        if action.effect == "write" or action.closes_turn:
            try:
                ctx.disallow_interruptions()
            except RuntimeError:
                raise Interrupted from None
        async with AsyncExitStack() as stack:
            if call.channel is Channel.VOICE and (due := _phrase_due(action, ctx)) is not None:
                phrase = _phrase_of(call)
                await stack.enter_async_context(ctx.with_filler(phrase, delay=due))
            result = await _performed(action, call, raw, response)
    except (Refusal, Unavailable) as error:
        raise _refused(action, ctx, raw, error) from None
    except Exception:
        log.exception("action_failed", conversation=call.id, action=action.name)
        raise _refused(action, ctx, raw, Unavailable()) from None
    if result.agent is not None:
        return result.agent
    if action.effect == "write" and result.facts is not None and "say_twice" in call.needs:
        result = replace(result, say=f"{result.say} Once more: {result.say}")
    # What was to be done is done; the caller may cut in on the words about it.
    ctx.speech_handle.allow_interruptions = True
    return ToolResult(result.as_output(), reply_required=not result.silent)


def _phrase_due(action: Action, ctx: RunContext[Call]) -> float | None:
    """Seconds after which a phrase fills the wait; None where none does."""
    bridging, chat_ctx = ctx.userdata.state.bridging, ctx.session.current_agent.chat_ctx
    bridging.begin(chat_ctx)
    return bridging.wait(chat_ctx) if action.bridged else None


def _phrase_of(call: Call) -> Callable[[int], str]:
    def said(_: int) -> str:
        call.state.bridging.bridged()
        return LOOKING

    return said


async def _performed(action: Action, call: Call, raw: dict[str, Any], response: str) -> Result:
    """What came of it; a caller who must be known first is sent to who finds that out."""
    try:
        return await action.perform(call, raw, response=response)
    except (NotAuthenticated, GateClosed) as refused:
        elsewhere = await call.coordinator.identify(call, refused, response)
        if elsewhere is None:
            raise
        return elsewhere


def _refused(
    action: Action, ctx: RunContext[Call], raw: object, why: Refusal | Unavailable
) -> ToolError:
    ctx.speech_handle.allow_interruptions = True
    given = raw if isinstance(raw, dict) else {}
    ask = refusing.asked(action.name, action.arguments.model_fields, given, why)
    offer = action.offers.get(why.code) or refusing.once_more(action.name, given, why)
    verbatim = action.category == "identity"
    return ToolError(refusing.output(why, given, ask, offer, verbatim=verbatim))
