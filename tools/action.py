"""`@action`: the one pipeline around everything that an agent can do (actions.md).

Schema → authentication → ownership → already done? → decision level → run within the deadline →
record. The model is an untrusted caller: it may ask for anything, twice, at any time, and with
somebody else's order number; what it may have is decided here and in the marketplace.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar, get_type_hints

from livekit.agents import RunContext, ToolError
from livekit.agents.llm import RawFunctionTool, ToolResult, function_tool
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError, create_model
from pydantic.fields import FieldInfo

from domain.context import Channel
from domain.errors import (
    DeadlineExceeded,
    Interrupted,
    InvalidArguments,
    NotAuthenticated,
    NotPermitted,
    Refusal,
    Unavailable,
)
from domain.events import ActionRun
from domain.expectation import FREE
from tools import deciding
from tools.call import Call
from tools.orders_by_name import order_meant
from tools.private import PLACEHOLDER, mask_free
from tools.result import Result, refusal_output

T = TypeVar("T")
Effect = Literal["read", "write"]
Requires = Literal["nothing", "authentication", "seller"]
Level = Literal["automatic", "suggestion", "approval"]
Body = Callable[..., Awaitable[Result]]
Preview = Callable[..., Awaitable[deciding.Previewed]]

FILLER = "Hold on, let me check that."
_NEAR_DAYS = 366
FILLER_AFTER = 0.3
"""Seconds without a result after which the caller hears the filler (agents.md)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Action:
    """Something that an agent can do, and the rules that stand around it."""

    name: str
    description: str
    category: str
    effect: Effect
    requires: Requires
    decision: Level
    deadline: float
    examples: tuple[str, ...]
    body: Body
    preview: Preview | None
    arguments: type[BaseModel]
    bridged: bool
    """A phrase of ours fills the wait for it; not where it speaks by itself."""
    closes_turn: bool
    """The agent has nothing more to say after it: a transfer, a goodbye."""

    @property
    def schema(self) -> dict[str, Any]:
        """The function schema that a model is given."""
        parameters = self.arguments.model_json_schema()
        parameters.pop("title", None)
        parameters["properties"] = {
            name: _plain(field) for name, field in parameters["properties"].items()
        }
        return {"name": self.name, "description": self.description, "parameters": parameters}

    @property
    def answers(self) -> list[str]:
        """Wordings with which a customer answers the questions for its arguments."""
        fields = self.schema["parameters"]["properties"].values()
        return [
            said
            for field in fields
            for words in field.get("x-words", {}).values()
            for said in words
        ]

    @property
    def tool(self) -> RawFunctionTool[..., Any]:
        """This action as a livekit-agents tool of a session whose userdata is a `Call`."""

        async def run(raw_arguments: dict[str, object], ctx: RunContext[Call]) -> Any:
            return await self._as_tool(ctx, raw_arguments)

        return function_tool(run, raw_schema=self.schema)

    async def perform(
        self, call: Call, raw: dict[str, Any], *, response: str | None = None
    ) -> Result:
        """Takes a request through the pipeline and records what came of it.

        Args:
            call: the conversation that asks.
            raw: arguments as the model gave them; placeholders stand for private values.
            response: names the model response that this call came in.

        Raises:
            Refusal: a rule says no; nothing was changed.
            Unavailable: the answer could not be had; asking again is safe.
        """
        began = call.monotonic()
        code: str | None = "failed"
        try:
            raw = self._numbered(call, raw)
            result = await self._pipeline(call, raw, response)
            code = None
        except (Refusal, Unavailable) as error:
            code = error.code
            raise
        finally:
            call.timeline.record(
                ActionRun(
                    agent=call.state.agent,
                    name=self.name,
                    arguments=_for_the_record(raw, call),
                    ok=code is None,
                    code=code,
                    decision=self.decision,
                    milliseconds=(call.monotonic() - began) * 1000,
                )
            )
        if not result.proposal:
            _remember(call, self.arguments, raw)
            if result.facts is not None:
                call.state.told = result.say
        if not self._aside(call, result):
            call.expect(result.expect)
        return result

    def _aside(self, call: Call, result: Result) -> bool:
        """Whether the open step of the identity check is still what the caller will answer."""
        awaited = call.identity.expectation
        asks_nothing = result.expect == FREE and not self.closes_turn
        elsewhere = self.category != "identity"
        return elsewhere and asks_nothing and call.state.expectation == awaited != FREE

    async def _pipeline(self, call: Call, raw: dict[str, Any], response: str | None) -> Result:
        arguments, given = self._validate(call, raw)
        self._authorise(call)
        fingerprint = call.fingerprint(call.id, self.name, given)
        key = call.fingerprint(fingerprint, call.state.turn.number)
        # Ownership: every service call below is made for this customer and can reach no other.
        acting = call.acting(key if self.effect == "write" else None)

        if self.effect == "read" or self.closes_turn:
            # Handing over twice in a turn is no repetition: the coordinator counts for itself.
            return await self._run(acting, arguments, response)
        if (first := call.state.done.get(key)) is not None:
            return await asyncio.shield(first)
        if self.decision == "automatic":
            return await self._once(call, key, self._run(acting, arguments, response))
        return await self._decided(call, acting, key, fingerprint, raw, arguments)

    async def _decided(
        self,
        call: Call,
        acting: Call,
        key: str,
        fingerprint: str,
        raw: dict[str, Any],
        arguments: dict[str, Any],
    ) -> Result:
        """The levels at which somebody is asked first: the customer, and perhaps a person."""
        assert self.preview is not None  # noqa: S101  # `action()` checks it
        if not deciding.agreed(call, self.name, fingerprint):
            seen = await self._in_time(self.preview(acting.rehearsing(), **arguments))
            return deciding.propose(call, self.name, raw, fingerprint, seen)
        deciding.settle(call)

        async def run(approval_id: str | None = None) -> Result:
            extra = {} if approval_id is None else {"approval_id": approval_id}
            return await self._run(acting, arguments | extra, None)

        if self.decision == "approval":
            seen = await self._in_time(self.preview(acting.rehearsing(), **arguments))
            if seen.approval_reason is not None:
                asking = deciding.ask_a_person(call, key, self.name, _masked(raw), seen, run)
                return await self._once(call, key, asking)
        return await self._once(call, key, run())

    def _numbered(self, call: Call, raw: dict[str, Any]) -> dict[str, Any]:
        """The arguments with the number of each order that was named by what is in it."""
        if not isinstance(raw, dict):
            raise InvalidArguments([])
        named = {
            name: order_meant(call, raw[name])
            for name, field in self.arguments.model_fields.items()
            if _declares(field, "x-by-name") and isinstance(raw.get(name), str)
        }
        return raw | named

    def _validate(self, call: Call, raw: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The arguments for the body, and their canonical form for fingerprints."""
        given = {name: value for name, value in raw.items() if value is not None}
        for name, field in self.arguments.model_fields.items():
            value = given.get(name)
            if _declares(field, "x-private") and isinstance(value, str):
                given[name] = _resolve(call, name, value)
        try:
            model = self.arguments.model_validate(given)
        except ValidationError as error:
            fields = sorted({str(e["loc"][0]) for e in error.errors() if e["loc"]})
            raise InvalidArguments(fields) from None
        canonical = json.dumps(model.model_dump(mode="json"), sort_keys=True)
        return {name: getattr(model, name) for name in type(model).model_fields}, canonical

    def _authorise(self, call: Call) -> None:
        if self.requires == "nothing":
            return
        if not (call.customer.authenticated and call.identity.matched):
            raise NotAuthenticated
        if self.requires == "seller" and not call.customer.is_seller:
            raise NotPermitted("That's only for seller accounts, and yours isn't one.")

    async def _run(self, call: Call, arguments: dict[str, Any], response: str | None) -> Result:
        if self.closes_turn:
            arguments = arguments | {"response": response or ""}
        return await self._in_time(self.body(call, **arguments))

    async def _in_time(self, work: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self.deadline):
                return await work
        except TimeoutError:
            raise DeadlineExceeded from None

    async def _once(self, call: Call, key: str, work: Awaitable[Result]) -> Result:
        """Runs a write for its key; whoever asks again meanwhile or later gets the same result."""
        task = asyncio.ensure_future(work)
        call.state.done[key] = task
        try:
            return await asyncio.shield(task)
        except Exception:
            call.state.done.pop(key, None)  # it came to nothing, so it may be asked again
            raise

    async def _as_tool(self, ctx: RunContext[Call], raw: dict[str, object]) -> Any:
        call = ctx.userdata
        response = f"{ctx.speech_handle.id}:{ctx.speech_handle.num_steps}"
        try:
            if self.effect == "write" or self.closes_turn:
                try:
                    ctx.disallow_interruptions()
                except RuntimeError:
                    raise Interrupted from None
            async with AsyncExitStack() as stack:
                if self.bridged and call.channel is Channel.VOICE:
                    await stack.enter_async_context(ctx.with_filler(FILLER, delay=FILLER_AFTER))
                result = await self.perform(call, raw, response=response)
        except (Refusal, Unavailable) as error:
            verbatim = self.category == "identity"
            ctx.speech_handle.allow_interruptions = True
            raise ToolError(refusal_output(error.code, error.say, verbatim=verbatim)) from None
        if result.agent is not None:
            return result.agent
        # What was to be done is done; the caller may cut in on the words about it.
        ctx.speech_handle.allow_interruptions = True
        return ToolResult(result.as_output(), reply_required=not result.silent)


def action(
    *,
    effect: Effect,
    category: str,
    requires: Requires = "authentication",
    decision: Level = "automatic",
    preview: Preview | None = None,
    deadline: float = 10.0,
    examples: tuple[str, ...] = (),
    bridged: bool = True,
    closes_turn: bool = False,
) -> Callable[[Body], Action]:
    """Declares `async (call, ...) -> Result` as an action; its docstring is for the model.

    Args:
        effect: `write` brings idempotency, and no interruption while it runs.
        category: for reports and permissions: orders, returns, catalogue, identity, ….
        requires: who may ask. Authentication, unless it is said that nothing is needed.
        decision: `suggestion` and `approval` put the write to the customer first; `approval` also
            to a person, where the preview gives a reason for it.
        preview: what would be done, in words, checked against the same rules; for those two.
        deadline: seconds.
        examples: sentences with which a customer asks for it.
        bridged: a phrase fills the wait, where it takes one.
        closes_turn: the body takes `response`, and the agent says nothing after it.
    """
    if (decision == "automatic") != (preview is None):
        raise TypeError("a preview is what a suggestion or an approval shows, and nothing else")

    def declare(body: Body) -> Action:
        name = getattr(body, "__name__", "")
        return Action(
            name=name,
            description=inspect.getdoc(body) or "",
            category=category,
            effect=effect,
            requires=requires,
            decision=decision,
            deadline=deadline,
            examples=examples,
            body=body,
            preview=preview,
            arguments=_arguments_of(body),
            bridged=bridged and not closes_turn,
            closes_turn=closes_turn,
        )

    return declare


def _arguments_of(body: Body) -> type[BaseModel]:
    """A model of what the function takes, less what the pipeline puts in."""
    hints = get_type_hints(body, include_extras=True)
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(body).parameters.values():
        if parameter.name in {"call", "response", "approval_id"}:
            continue
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[parameter.name] = (hints[parameter.name], default)
    title = getattr(body, "__name__", "").title().replace("_", "")
    model: type[BaseModel] = create_model(title, __config__=ConfigDict(extra="forbid"), **fields)
    return model


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    """An argument's schema without the null of an optional one: it is simply left out."""
    options = [o for o in field.get("anyOf", []) if o != {"type": "null"}]
    plain = {k: v for k, v in field.items() if k not in ("title", "anyOf", "default")}
    if len(options) == 1:
        return dict(options[0]) | plain
    return plain | ({"anyOf": options} if options else {})


def _declares(field: FieldInfo, mark: str) -> bool:
    extra = field.json_schema_extra
    return isinstance(extra, dict) and mark in extra


def _resolve(call: Call, name: str, value: str) -> str:
    """The private value that a placeholder stands for."""
    match = PLACEHOLDER.fullmatch(value.strip())
    if match is None:
        return value
    resolved = call.private.get(match.group(1))  # type: ignore[arg-type]  # the pattern's kinds
    if resolved is None:
        raise InvalidArguments([name])
    return resolved


def _remember(call: Call, arguments: type[BaseModel], raw: dict[str, Any]) -> None:
    """Keeps which order was talked about, so that the next agent need not ask."""
    for name, field in arguments.model_fields.items():
        extra = field.json_schema_extra
        kind = extra.get("format") if isinstance(extra, dict) else None
        if kind in {"order-number", "product"} and isinstance(raw.get(name), str):
            call.state.known[str(kind)] = mask_free(raw[name], call.today)


def _masked(raw: dict[str, Any]) -> dict[str, JsonValue]:
    return {str(name): value for name, value in raw.items() if value is not None}


def _for_the_record(raw: Any, call: Call) -> dict[str, JsonValue]:
    """Arguments with anything private masked, even where a model wrote it out."""

    def masked(value: Any) -> JsonValue:
        if isinstance(value, str) and _is_near_day(value, call.today):
            return value
        if isinstance(value, str):
            return mask_free(value[:500], call.today)
        if isinstance(value, list):
            return [masked(v) for v in value[:50]]
        if isinstance(value, dict):
            return {str(k)[:100]: masked(v) for k, v in list(value.items())[:50]}
        return value if isinstance(value, bool | int | float | None) else str(value)[:100]

    return masked(raw) if isinstance(raw, dict) else {}  # type: ignore[return-value]


def _is_near_day(text: str, today: date) -> bool:
    """Whether it is a day that something is arranged for, which is no date of birth."""
    try:
        return abs((date.fromisoformat(text) - today).days) < _NEAR_DAYS
    except ValueError:
        return False
