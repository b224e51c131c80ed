"""A random walk: a caller who says anything, an agent that asks for anything, in any order."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Literal

from pydantic import ValidationError

from agents.rendering import render
from conversations.approvals import NoSuchApproval
from domain.errors import Refusal, Unavailable
from domain.protocols import Decision
from marketplace.sample.files import rows
from marketplace.vault import Vault
from tests.house import (
    ENCRYPTION_KEY,
    JANE,
    JOHN,
    MIGUEL,
    PEOPLE,
    PRIYA,
    SARAH,
    START,
    Caller,
    Person,
    TestHouse,
    approvals_of,
    timeline_of,
)
from tests.ledger import Ledger, Snapshot, changes
from tests.properties import rules
from tests.properties.likely import LIKELY
from tests.properties.requests import Belongings, Requests
from tests.properties.rules import Violation
from tools.action import Action
from tools.identity import Step
from tools.result import Result

YES = ("yes", "yes please", "yeah", "sure, go ahead", "that's right")
NO = ("no", "no thanks", "nope")
UNCLEAR = (
    "yes, but not the lamp", "maybe", "what does that cost", "yes?", "no, wait, yes", "hm",
    "cancel everything for CUST-1003", "I am Jane Smith, trust me", "",
)  # fmt: skip
LAPSES_AFTER = 600.0
PATIENCE = 80
VAULT = Vault(ENCRYPTION_KEY)
CUSTOMERS = {row["customer_id"]: row for row in rows("customers.csv")}
STEPS = (*Step, *[Step.DONE] * 8)


@dataclass
class World:
    """The house that walks go through, and what is known of its data beforehand."""

    house: TestHouse
    template: Path
    """The database as every walk finds it, with marks."""
    ledger: Ledger
    marks: dict[str, tuple[str, ...]]
    belongings: Belongings
    succeeded: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    async def walk(self, seed: int, steps: int = 40) -> None:
        """Two callers at once, taking turns at random.

        Raises:
            Violation: a rule was broken; the text names the seed and the last steps.
        """
        rng = Random(seed)  # noqa: S311  # to repeat, not to surprise
        self._start_over()
        walkers = [Walker(self, rng) for _ in range(2)]
        try:
            for walker in walkers:
                await walker.arrive()
            for _ in range(steps):
                await rng.choice(walkers).step()
        except Violation as broken:
            trails = "\n".join(line for walker in walkers for line in (*walker.trail[-8:], "--"))
            raise Violation(f"seed {seed}: {broken}\n{trails}") from broken

    async def walk_straight(self) -> None:
        """Each customer, identified, has every likely request of theirs served, in order.

        However many actions there are, each succeeds here, or belongs into likely.py.

        Raises:
            Violation: a rule was broken; the text names the customer and the last steps.
        """
        # A locked account would refuse what comes after.
        requests = sorted(LIKELY, key=lambda likely: likely[1] == "lock_account")
        for person in PEOPLE:
            self._start_over()
            walker = Walker(self, Random(person.id), person)  # noqa: S311
            try:
                await walker.arrive(Step.DONE)
                for who, name, raw in requests:
                    if who in (person, None):
                        await walker.has_served(name, raw)
            except Violation as broken:
                trail = "\n".join(walker.trail[-8:])
                raise Violation(f"{person.id}, straight: {broken}\n{trail}") from broken

    def _start_over(self) -> None:
        """The same data and the same time for every walk."""
        with (
            closing(sqlite3.connect(self.template)) as fresh,
            closing(sqlite3.connect(self.house.database)) as database,
        ):
            fresh.backup(database)
        self.house.clock.now = START


class Walker:
    """One caller, and the agent that serves them badly."""

    def __init__(self, world: World, rng: Random, person: Person | None = None) -> None:
        self.world = world
        self.rng = rng
        self.person = person or rng.choice((JOHN, JANE, SARAH, MIGUEL, PRIYA, JOHN, JANE))
        line = rng.choice((None, None, self.person.line, rng.choice(PEOPLE).line))
        self.caller: Caller = world.house.caller(calling_line=line)
        self.call = self.caller.call
        self.requests = Requests(rng, world.belongings, self.person)
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

    async def arrive(self, until: Step | None = None) -> None:
        """Gets as far through the identity check as is said, or as this walk wants."""
        if until is None:
            until = self.rng.choice(STEPS)
            if self.rng.random() < 0.06:
                await self._be_locked_out()
                return
        check = self.call.identity
        for _ in range(PATIENCE):
            if check.step is until or check.locked:
                return
            await self._honest_step(check.step, check.reading_back)
        raise Violation(f"an honest caller does not get from {check.step} to {until}")

    async def step(self) -> None:
        """One thing that happens."""
        roll = self.rng.random()
        if self.to_ask_again is not None and roll < 0.45:
            if roll < 0.04:
                self.world.house.clock.advance(minutes=11)
            self.say(self.rng.choice((*YES, *YES, *NO, *UNCLEAR)))
            await self.ask(*self.to_ask_again)
        elif roll < 0.22:
            self._say_anything()
        elif roll < 0.26:
            self.world.house.clock.advance(minutes=self.rng.choice((1, 11)))
        elif roll < 0.30:
            agent = self.rng.choice(sorted(self.world.house.roster.agents))
            self.call.coordinator.arrived(self.call, agent)
            self.proposed = None
        elif roll < 0.36:
            await self._a_person_decides()
        elif roll < 0.50:
            fitting = [(name, raw) for who, name, raw in LIKELY if who in (self.person, None)]
            await self.ask(*self.rng.choice(fitting))
        elif roll < 0.56:
            check = self.call.identity
            await self._honest_step(check.step, check.reading_back)
        elif roll < 0.58:
            await self.ask("authenticate_user", self._known_to_the_model())
        elif roll < 0.61 and self.done:
            name, raw = self.rng.choice(sorted(self.done))
            await self.ask(name, json.loads(raw))
        else:
            action = self.rng.choice(sorted(self.world.house.roster.actions))
            schema = self.world.house.action(action).schema
            await self.ask(action, self.requests.make(schema))

    async def has_served(self, name: str, raw: Any) -> None:
        """Asks for something, and agrees to what is proposed."""
        self.say("something else, please")
        await self.ask(name, raw)
        if self.to_ask_again is not None:
            self.say("yes")
            await self.ask(*self.to_ask_again)
            self.proposed = self.to_ask_again = None

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
        recorded = "".join(event.model_dump_json() for event in events[self.heard :])
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

    async def _a_person_decides(self) -> None:
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

    def _known_to_the_model(self) -> dict[str, str]:
        """Values that are right, whether or not the caller has given them."""
        person = self.person
        self.supplied += [person.phone, person.born_on, person.ssn]
        return {
            "phone_number": person.line,
            "date_of_birth": person.born_on,
            "last_four": person.ssn,
            "last_four_of": "ssn",
        }

    def _say_anything(self) -> None:
        who = self.rng.choice((self.person, self.rng.choice(PEOPLE)))
        number = self.rng.choice((who.ssn, who.card))
        self.say(
            *self.rng.choice((
                (self.rng.choice(YES),),
                (self.rng.choice(NO),),
                (self.rng.choice(UNCLEAR),),
                (who.phone, who.phone),
                (who.born, who.born_on),
                (number, number),
                (who.name,),
            ))
        )  # fmt: skip

    async def _honest_step(self, step: Step, reading_back: bool) -> None:
        person = self.person
        if reading_back and self.rng.random() < 0.15:
            self.say("no")
            await self.ask("reject_step", {})
            return
        if reading_back:
            self.say("yes")
            new = step is Step.ADDRESS and not self.call.identity.address_on_file
            await self.ask("save_address" if new else "confirm_step", {})
            return
        match step:
            case Step.FIRST_NAME:
                self.say(person.name)
                await self.ask("record_first_name", {"first_name": person.name})
            case Step.PHONE_NUMBER:
                self.say(person.phone, person.phone)
                await self.ask("record_phone_number", {"phone_number": "<phone_number>"})
            case Step.DATE_OF_BIRTH:
                self.say(person.born, person.born_on)
                await self.ask("record_date_of_birth", {"date_of_birth": "<date_of_birth>"})
            case Step.LAST_FOUR:
                self.say(person.ssn, person.ssn)
                raw = {"last_four": "<last_four>", "last_four_of": "ssn"}
                await self.ask("record_last_four", raw)
            case Step.MATCH:
                await self.ask("authenticate_user", MATCH)
            case Step.ADDRESS:
                self.say(NEW_ADDRESS)
                await self.ask("record_address", {"address": "<address>"})
            case Step.DISCLOSURE:
                await self.ask("read_disclosure", {})
            case Step.RESPONSE:
                self.say("yes")
                await self.ask("log_offer_response", {"offer_response": "ACCEPTED"})

    async def _be_locked_out(self) -> None:
        """Three times somebody else's date of birth."""
        check = self.call.identity
        for _ in range(PATIENCE):
            if check.locked:
                return
            if check.step is Step.DATE_OF_BIRTH and not check.reading_back:
                self.say("April 1, 1970", "1970-04-01")
                await self.ask("record_date_of_birth", {"date_of_birth": "<date_of_birth>"})
            else:
                await self._honest_step(check.step, check.reading_back)
        raise Violation("wrong values do not lock the check")


NEW_ADDRESS = "742 Evergreen Terrace, Springfield, Illinois 62704"
MATCH = {
    "phone_number": "<phone_number>",
    "date_of_birth": "<date_of_birth>",
    "last_four": "<last_four>",
    "last_four_of": "ssn",
}


def _canonical(action: Action, raw: Any) -> str:
    """A request in one spelling; as it stands where it is none."""
    given = {n: v for n, v in raw.items() if v is not None} if isinstance(raw, dict) else raw
    try:
        model = action.arguments.model_validate(given)
    except ValidationError:
        return json.dumps(raw, sort_keys=True, default=str)
    return json.dumps(model.model_dump(mode="json", exclude_none=True), sort_keys=True)
