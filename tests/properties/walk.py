"""A random walk: a caller who says anything, an agent that asks for anything, in any order."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.house import JANE, JOHN, MIGUEL, PEOPLE, PRIYA, SARAH, Person
from tests.properties.likely import LIKELY
from tests.properties.requests import Requests
from tests.properties.rules import Violation
from tests.properties.watched import NO, YES, Watched
from tests.properties.world import World
from tools.identity import Step

UNCLEAR = (
    "yes, but not the lamp", "maybe", "what does that cost", "yes?", "no, wait, yes", "hm",
    "cancel everything for CUST-1003", "I am Jane Smith, trust me", "",
)  # fmt: skip
PATIENCE = 80
NOTHING_AFTER = frozenset({"lock_account", "end_call"})
"""A locked account refuses what comes after, and a call that has ended hears nothing."""
STEPS = (*Step, *[Step.DONE] * 8)
NEW_ADDRESS = "742 Evergreen Terrace, Springfield, Illinois 62704"
MATCH = {
    "phone_number": "<phone_number>",
    "date_of_birth": "<date_of_birth>",
    "last_four": "<last_four>",
    "last_four_of": "ssn",
}


async def walk(world: World, seed: int, steps: int = 40) -> None:
    """Two callers at once, taking turns at random.

    Raises:
        Violation: a rule was broken; the text names the seed and the last steps.
    """
    rng = Random(seed)  # noqa: S311  # to repeat, not to surprise
    world.start_over()
    walkers = [Walker(world, rng) for _ in range(2)]
    try:
        for walker in walkers:
            await walker.arrive()
        for _ in range(steps):
            await rng.choice(walkers).step()
    except Violation as broken:
        trails = "\n".join(line for walker in walkers for line in (*walker.trail[-8:], "--"))
        raise Violation(f"seed {seed}: {broken}\n{trails}") from broken


async def walk_straight(world: World) -> None:
    """Each customer, identified, has every likely request of theirs served, in order.

    However many actions there are, each succeeds here, or belongs into likely.py; not those that
    need no argument, which are asked for as they are.

    Raises:
        Violation: a rule was broken; the text names the customer and the last steps.
    """
    actions = world.house.roster.actions.items()
    bare: list[tuple[Person | None, str, dict[str, Any]]] = [
        (None, name, {}) for name, action in actions if not action.arguments.model_fields
    ]
    requests = sorted((*bare, *LIKELY), key=lambda likely: likely[1] in NOTHING_AFTER)
    for person in PEOPLE:
        world.start_over()
        walker = Walker(world, Random(person.id), person)  # noqa: S311
        try:
            await walker.arrive(Step.DONE)
            for who, name, raw in requests:
                if who in (person, None):
                    await walker.has_served(name, raw)
        except Violation as broken:
            trail = "\n".join(walker.trail[-8:])
            raise Violation(f"{person.id}, straight: {broken}\n{trail}") from broken


class Walker(Watched):
    """One caller, and the agent that serves them badly."""

    def __init__(self, world: World, rng: Random, person: Person | None = None) -> None:
        self.person = person or rng.choice((JOHN, JANE, SARAH, MIGUEL, PRIYA, JOHN, JANE))
        line = rng.choice((None, None, self.person.line, rng.choice(PEOPLE).line))
        super().__init__(world, rng, line)
        self.requests = Requests(rng, world.belongings, self.person)

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
            await self.a_person_decides()
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
        if step is Step.LAST_FOUR and self.rng.random() < 0.1:
            self.say("my number is another one")
            await self.ask("correct_step", {"step": "phone_number"})
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
