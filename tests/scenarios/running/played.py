"""A customer with a goal, played by a language model: for a run against a cloud model."""

from __future__ import annotations

from collections.abc import Sequence

from livekit.agents import llm

from tests.scenarios.running.form import Wants
from tests.scenarios.running.models import Model, asked, tool
from tests.scenarios.running.people import Customer
from tools.call import Call

ROLE = """You play a customer who talks to a marketplace's customer service. Say only what the \
customer says next: one short, natural message, and never what the service would say.
You want: {goal}
Who you are: {who}
What else you know: {knows}
When something is proposed to you, {answers}. You take no part in a loyalty programme. Answer what \
you are asked from what you know; say that you do not know the rest, and invent nothing. When you \
have what you want, or see that you cannot have it, {then}say goodbye, or call `hang_up`."""
GOODBYE = "goodbye"
HANG_UP = tool("hang_up", "End the conversation.", {"type": "object", "properties": {}})
ANSWERS = {
    "yes": "you agree to it if it is what you want",
    "no": "you say no",
    "hesitates": "you are unsure at first, and agree when you are asked again",
}


class Played:
    """Says what a model makes of the customer's goal and of what was said."""

    def __init__(self, wants: Wants, who: Customer | None, model: Model) -> None:
        then = "".join(f'ask: "{wish}"; then ' for wish in wants.then)
        self._instructions = ROLE.format(
            goal=wants.goal,
            who=_described(who) if who else "somebody who is no customer yet",
            knows="; ".join(f"{name}: {value}" for name, value in wants.knows.items()) or "nothing",
            answers=ANSWERS[wants.answers],
            then=then,
        )
        self._wants = wants
        self._model = model
        self._history: list[tuple[llm.ChatRole, str]] = []

    async def opens(self) -> str:
        """The first words are the scenario's own."""
        self._history.append(("assistant", self._wants.opens))
        return self._wants.opens

    async def answers(self, call: Call, said: Sequence[str]) -> str:
        """What the customer says to what was said last."""
        self._history.append(("user", " ".join(said) or "(silence)"))
        answer = await asked(self._model, self._instructions, HANG_UP, *self._history)
        words = answer.text or GOODBYE
        self._history.append(("assistant", words))
        return words


def _described(who: Customer) -> str:
    person = who.person
    return (
        f"{who.full_name}, phone {person.phone}, born {person.born}, card ending {person.card}, "
        f"social security number ending {person.ssn}, living at {who.address}"
    )
