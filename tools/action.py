"""`@action`: the one pipeline around everything that an agent can do (actions.md).

Schema → authentication → ownership → already done? → decision level → run within the deadline →
record. The model is an untrusted caller: it may ask for anything, twice, at any time, and with
somebody else's order number; what it may have is decided here and in the marketplace.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from domain.errors import (
    DeadlineExceeded,
    NotAuthenticated,
    NotPermitted,
    Refusal,
    Unavailable,
)
from domain.events import ActionRun
from domain.expectation import FREE
from tools import arguments, deciding, refusing
from tools.call import Call
from tools.examples import sentences
from tools.result import Result
from tools.shown import kept, shown_in

T = TypeVar("T")
Effect = Literal["read", "write"]
Requires = Literal["nothing", "authentication", "seller"]
Level = Literal["automatic", "suggestion", "approval"]
Body = Callable[..., Awaitable[Result]]
Preview = Callable[..., Awaitable[deciding.Previewed | Result]]


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
    declared_examples: tuple[str, ...]
    body: Body
    preview: Preview | None
    arguments: type[BaseModel]
    bridged: bool
    """A phrase of ours fills the wait for it; not where it speaks by itself."""
    offers: Mapping[str, refusing.Offer]
    """What may be wanted instead, by the code of the refusal."""
    closes_turn: bool
    """The agent has nothing more to say after it: a transfer, a goodbye."""

    @property
    def schema(self) -> dict[str, Any]:
        """The function schema that a model is given."""
        parameters = arguments.schema_of(self.arguments)
        return {"name": self.name, "description": self.description, "parameters": parameters}

    @property
    def examples(self) -> tuple[str, ...]:
        """Sentences with which a customer asks for it: declared, or in its package's folder."""
        package = self.body.__module__.rpartition(".")[0]
        return self.declared_examples or sentences(package, self.name)

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
            raw = arguments.with_order_numbers(self.arguments, call, raw)
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
                    arguments=arguments.for_the_record(raw, call.today),
                    ok=code is None,
                    code=code,
                    decision=self.decision,
                    milliseconds=(call.monotonic() - began) * 1000,
                )
            )
        if not self.closes_turn:
            call.state.served += 1
        if not result.proposal:
            arguments.remember(self.arguments, call, raw)
            if result.facts is not None:
                call.state.told = result.say
                if self.effect == "write":
                    call.state.settled.append(result.say)
            if seen := shown_in(result.facts, result.say):
                call.state.shown = kept(call.state.shown, seen)
                result = replace(result, shown=seen)
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
        given, canonical = arguments.validated(self.arguments, call, raw)
        self._authorise(call)
        fingerprint = call.fingerprint(call.id, self.name, canonical)
        # Asked again before it is known whether it happened, a write is still the same one.
        key = call.state.in_doubt.get(fingerprint) or call.fingerprint(
            fingerprint, call.state.turn.number
        )
        # Ownership: every service call below is made for this customer and can reach no other.
        acting = call.acting(key if self.effect == "write" else None)

        if self.effect == "read" or self.closes_turn:
            # Handing over twice in a turn is no repetition: the coordinator counts for itself.
            return await self._run(acting, given, response)
        if (first := call.state.done.get(key)) is not None:
            return await asyncio.shield(first)
        if self.decision == "automatic":
            return await self._once(call, key, fingerprint, self._run(acting, given, response))
        return await self._decided(call, acting, key, fingerprint, raw, given)

    async def _decided(
        self,
        call: Call,
        acting: Call,
        key: str,
        fingerprint: str,
        raw: dict[str, Any],
        given: dict[str, Any],
    ) -> Result:
        """The levels at which somebody is asked first: the customer, and perhaps a person."""
        assert self.preview is not None  # noqa: S101  # `action()` checks it
        if not deciding.agreed(call, self.name, fingerprint):
            return await self._put(call, acting, fingerprint, raw, given)
        terms = deciding.agreed_terms(call)
        deciding.settle(call)

        async def run(approval_id: str | None = None) -> Result:
            put_in = {"approval_id": approval_id, "terms": terms}
            extra = {name: value for name, value in put_in.items() if value is not None}
            return await self._run(acting, given | extra, None)

        if self.decision == "approval":
            seen = await self._in_time(self.preview(acting.rehearsing(), **given))
            if isinstance(seen, deciding.Previewed) and seen.approval_reason is not None:
                kept = arguments.for_the_record(raw, call.today)
                asking = deciding.ask_a_person(call, key, self.name, kept, seen, run)
                return await self._once(call, key, fingerprint, asking)
        try:
            return await self._once(call, key, fingerprint, run())
        except deciding.TermsChanged as changed:
            return await self._put(call, acting, fingerprint, raw, given, because=changed.say)

    async def _put(
        self,
        call: Call,
        acting: Call,
        fingerprint: str,
        raw: dict[str, Any],
        given: dict[str, Any],
        because: str = "",
    ) -> Result:
        """Puts the write to the customer, or what the preview asks or shows instead."""
        assert self.preview is not None  # noqa: S101  # `action()` checks it
        seen = await self._in_time(self.preview(acting.rehearsing(), **given))
        if isinstance(seen, Result):
            return seen  # a question about it, or a look at it: there is nothing to agree to
        put = replace(seen, say=f"{because} {seen.say}".strip())
        return deciding.propose(call, self.name, raw, fingerprint, put)

    def _authorise(self, call: Call) -> None:
        if self.requires == "nothing":
            return
        if not (call.customer.authenticated and call.identity.matched):
            raise NotAuthenticated
        if self.requires == "seller" and not call.customer.is_seller:
            raise NotPermitted("That's only for seller accounts, and yours isn't one.")

    async def _run(self, call: Call, given: dict[str, Any], response: str | None) -> Result:
        if self.closes_turn:
            given = given | {"response": response or ""}
        return await self._in_time(self.body(call, **given))

    async def _in_time(self, work: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self.deadline):
                return await work
        except TimeoutError:
            raise DeadlineExceeded from None

    async def _once(
        self, call: Call, key: str, fingerprint: str, work: Awaitable[Result]
    ) -> Result:
        """Runs a write for its key; whoever asks again meanwhile or later gets the same result."""
        task = asyncio.ensure_future(work)
        call.state.done[key] = task
        call.state.in_doubt[fingerprint] = key
        try:
            return await asyncio.shield(task)
        except Exception as error:
            call.state.done.pop(key, None)  # it came to nothing, so it may be asked again
            if isinstance(error, Refusal) and not isinstance(error, DeadlineExceeded):
                call.state.in_doubt.pop(fingerprint, None)  # that was an answer
            raise


def action(
    *,
    effect: Effect,
    category: str,
    requires: Requires = "authentication",
    decision: Level = "automatic",
    preview: Preview | None = None,
    deadline: float = 10.0,
    examples: tuple[str, ...] = (),
    offers: Mapping[str, refusing.Offer] | None = None,
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
        preview: what would be done, in words, checked against the same rules; for those two. A
            `Result` instead of it is told as it is, and nothing is proposed.
        deadline: seconds.
        examples: sentences with which a customer asks for it; more than a few go into the folder
            `examples` beside the module, as `<name>.txt`.
        offers: what is offered instead where it is refused, by the code of the refusal.
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
            declared_examples=examples,
            body=body,
            preview=preview,
            arguments=arguments.model_of(body),
            bridged=bridged and not closes_turn,
            offers=offers or {},
            closes_turn=closes_turn,
        )

    return declare
