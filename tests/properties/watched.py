"""A caller whose every request is watched: whatever comes of it, the rules of `rules.py` hold.

What the caller said, what was proposed to them and who they proved to be is kept in here, apart
from the product's own memory of it.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any, Literal

from pydantic import ValidationError

from agents.rendering import render
from conversations.approvals import NoSuchApproval
from domain.errors import Refusal, Unavailable
from domain.protocols import Decision
from marketplace.sample.files import rows
from marketplace.vault import Vault
from tests.house import ENCRYPTION_KEY, Caller, approvals_of, timeline_of
from tests.ledger import Snapshot, changes
from tests.properties import rules
from tests.properties.rules import Violation
from tests.properties.world import World
from tools.action import Action
from tools.result import Result

YES = ("yes", "yes please", "yeah", "sure, go ahead", "that's right")
NO = ("no", "no thanks", "nope")
LAPSES_AFTER = 600.0
VAULT = Vault(ENCRYPTION_KEY)
CUSTOMERS = {row["customer_id"]: row for row in rows("customers.csv")}


class Watched:
    """One call, in which a caller says things and an agent asks for things."""

    def __init__(self, world: World, rng: Random, line: str | None) -> None:
        self.world = world
        self.rng = rng
        self.caller: Caller = world.house.caller(calling_line=line)
        self.call = self.caller.call
        self.trail: list[str] = []
        self.answer = ""
        self.yes_turns = 0
        self.supplied: list[str] = [] if line is None else [line.removeprefix("+1")]
        self.proposed: tuple[str, str, int, float] | None = None
        self.to_ask_again: tuple[str, Any] | None = None
        self.done: dict[tuple[str, str], str] = {}
        self.heard = 0
        self.moneyed = rules.balances(world.ledger)

    @property
    def customer(self) -> str | None:
        """Who has been identified in this call."""
        known = self.call.customer
        return known.customer_id if known.authenticated else None

    def say(self, words: str, *values: str) -> None:
        """A turn of the caller's; `values` are the private ones in it."""
        self.trail.append(f"  caller: {words!r}")
        self.supplied += values
        self.answer = "yes" if words in YES else "no" if words in NO else "unclear"
        self.yes_turns += words in YES
        self.done.clear()
        self.caller.says(words)

    async def ask(self, name: str, raw: Any) -> None:
        """The agent calls a tool; whatever comes of it, the rules hold."""
        world, action = self.world, self.world.house.action(name)
        world.asked += 1
        self.trail.append(f"  {self.call.state.agent or '-'}: {name} {str(raw)[:200]}")
        if isinstance(raw, dict):
            self.supplied += [value for value in raw.values() if isinstance(value, str)]
        version, before = world.ledger.version(), self.world.ledger.snapshot()
        was, known, done_before = self.customer, self.proposed, self._before(name, raw)
        result: Result | None = None
        told = ""
        try:
            result = await action.perform(self.call, raw, response=f"r{world.asked}")
            told = result.as_output() + render(self.call, result.say)
        except Refusal as refusal:
            told = refusal.say + repr(vars(refusal))
            self._refused(action, refusal)
        except Unavailable as broken:
            raise Violation(f"{name} broke the marketplace") from broken
        except Exception as error:
            raise Violation(f"{name} ended in {error!r}, which nobody can say") from error
        self.trail.append(f"    -> {told[:160]}")
        changed = world.ledger.version() != version
        if changed:
            self._require_rightful(action, before, result)
        if was is None and self.customer is not None:
            rules.require_identified(CUSTOMERS[self.customer], self.supplied, self.yes_turns)
        elif was != self.customer:
            raise Violation(f"{name} turned {was} into {self.customer}")
        self._require_nothing_shown(name, told)
        if result is not None:
            self._require_allowed(action, raw, result, changed, was, known, done_before)

    async def a_person_decides(self) -> None:
        waiting = approvals_of(self.call).open
        if not waiting:
            return
        request = self.rng.choice(waiting)
        outcome: Literal["approved", "denied"] = "approved" if self.rng.random() < 0.7 else "denied"
        self.trail.append(f"  a person: {outcome} {request.action} {request.arguments}")
        version, before = self.world.ledger.version(), self.world.ledger.snapshot()
        said = await approvals_of(self.call).decide(request.id, Decision(outcome))
        if self.world.ledger.version() != version:
            action = self.world.house.action(request.action)
            if outcome == "denied":
                raise Violation(f"{request.action} ran though it was denied")
            rules.require_own(
                changes(before, self.world.ledger.snapshot()), request.customer_id, action
            )
            rules.require_sound_money(self.world.ledger)
        self._require_nothing_shown("a decision", said)
        try:
            await approvals_of(self.call).decide(request.id, Decision("approved"))
        except NoSuchApproval:
            return
        raise Violation("a request was decided twice")

    def _before(self, name: str, raw: Any) -> str | None:
        return self.done.get((name, _canonical(self.world.house.action(name), raw)))

    def _refused(self, action: Action, refusal: Refusal) -> None:
        if not refusal.say:
            raise Violation(f"{action.name} was refused without a word")
        if refusal.code == "declined":
            if self.answer != "no":
                raise Violation(f"{action.name} was declined by {self.answer!r}")
            self.proposed = self.to_ask_again = None

    def _require_rightful(self, action: Action, before: Snapshot, result: Result | None) -> None:
        after = self.world.ledger.snapshot()
        found = changes(before, after)
        rules.require_own(
            found,
            self.customer,
            action,
            self._carts(before) | self._carts(after),
            self.world.belongings.sales.get(self.customer or "", ()),
        )
        rules.require_sound_money(self.world.ledger)
        if rules.balances(self.world.ledger) != self.moneyed:
            raise Violation(f"{action.name} made or lost money")
        idle = action.effect == "read" or result is None or result.proposal
        if found and idle and action.name != "authenticate_user":
            raise Violation(f"{action.name} changed {found[0]} though it did nothing")

    def _carts(self, data: Snapshot) -> set[int]:
        """The carts of this call while nobody is identified in it."""
        mine = VAULT.hash("calls", self.call.id)
        return {row["cart_id"] for row in data["carts"].values() if row["call_hash"] == mine}

    def _require_nothing_shown(self, name: str, told: str) -> None:
        events = timeline_of(self.call).events
        recorded = "".join(event.model_dump_json(exclude={"at"}) for event in events[self.heard :])
        self.heard = len(events)
        waiting = "".join(map(repr, approvals_of(self.call).open))
        known = self.call.customer.model_dump_json() + repr(self.call.state.known)
        shown = told + recorded + waiting + known
        rules.require_no_marks(shown, self.world.marks, self.customer, name)

    def _require_allowed(
        self,
        action: Action,
        raw: Any,
        result: Result,
        changed: bool,
        was: str | None,
        known: tuple[str, str, int, float] | None,
        done_before: str | None,
    ) -> None:
        name, canonical = action.name, _canonical(action, raw)
        if was is None and not rules.open_to_anyone(action):
            raise Violation(f"{name} ran for somebody whom nobody has identified")
        if result.agent is not None:
            target = raw["target"]
            if not self.call.identity.done and target not in rules.GATE:
                raise Violation(f"{target} was reached at {self.call.identity.step}")
            self.call.coordinator.arrived(self.call, target)
            self.proposed = self.to_ask_again = None
        if result.proposal:
            turn = self.call.state.turn.number
            self.proposed = (name, canonical, turn, self.call.monotonic())
            self.to_ask_again = (name, raw)
            return
        self.world.succeeded[name] += 1
        if action.effect == "read" or action.closes_turn:
            return
        if done_before is not None:
            if changed or done_before != result.as_output():
                raise Violation(f"{name} was done twice for one wish")
            return
        if action.decision != "automatic" and not changed:
            return  # it only told something, or asked for more
        if action.decision != "automatic":
            self._require_agreed(name, canonical, known)
            self.proposed = self.to_ask_again = None
        if "<" not in canonical:
            self.done[name, canonical] = result.as_output()

    def _require_agreed(
        self, name: str, canonical: str, known: tuple[str, str, int, float] | None
    ) -> None:
        if known is None or known[:2] != (name, canonical):
            raise Violation(f"{name} ran without being proposed")
        if self.answer != "yes" or self.call.state.turn.number != known[2] + 1:
            raise Violation(f"{name} ran without a yes in the turn after its proposal")
        if self.call.monotonic() - known[3] > LAPSES_AFTER:
            raise Violation(f"{name} ran on a proposal that had lapsed")


def _canonical(action: Action, raw: Any) -> str:
    """A request in one spelling; as it stands where it is none."""
    given = {n: v for n, v in raw.items() if v is not None} if isinstance(raw, dict) else raw
    try:
        model = action.arguments.model_validate(given)
    except ValidationError:
        return json.dumps(raw, sort_keys=True, default=str)
    return json.dumps(model.model_dump(mode="json", exclude_none=True), sort_keys=True)
