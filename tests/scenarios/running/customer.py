"""The simulated customer: answers what is asked from what they know, without understanding more.

A question is known by what the conversation is open for, or by its words where an action declares
them; a customer whom a language model plays is in `played.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agents.roster import Roster
from tests.scenarios.running.form import Wants
from tests.scenarios.running.people import Customer
from tools import deciding
from tools.call import Call
from tools.identity import Step

UNKNOWN = "I don't know"
THAT_IS_ALL = "no thanks, that's all, goodbye"
WHAT_THEN = "What would you like to do?"
"""Asked by whoever has not understood the wish: the goal is said in so many words, once."""
UNSURE = "hmm, I'm not sure"


def identity(call: Call, who: Customer, knows: Mapping[str, str]) -> str | None:
    """The answer to the open step of the identity check; None once there is none to give."""
    check = call.identity
    if check.done or check.locked:
        return None
    if check.reading_back:
        return "yes"
    match check.step:
        case Step.FIRST_NAME:
            return knows.get("first_name", who.person.name)
        case Step.PHONE_NUMBER:
            return knows.get("phone_number", who.person.phone)
        case Step.DATE_OF_BIRTH:
            return knows.get("date_of_birth", who.person.born)
        case Step.LAST_FOUR:
            return knows.get("last_four", f"the card, {who.person.card}")
        case Step.ADDRESS:
            return knows.get("address", who.address)
        case Step.RESPONSE:
            return "no thanks"
        case _:
            return "yes"


class Simulated:
    """A customer with a goal, driven by code."""

    def __init__(self, wants: Wants, who: Customer | None, roster: Roster) -> None:
        self._wants = wants
        self._who = who
        self._questions = _questions(roster)
        self._next = [f"I'd like to {wants.goal}", *wants.then]
        self._hesitated = False

    async def opens(self) -> str:
        """The first words."""
        return self._wants.opens

    async def answers(self, call: Call, said: Sequence[str]) -> str:
        """What they say to what was said to them last."""
        text = " ".join(said)
        if deciding.live_proposal(call) is not None:
            return self._to_a_proposal()
        if self._who is not None and call.state.agent == "authentication":
            answer = identity(call, self._who, self._wants.knows)
            if answer is not None:
                return answer
        asked_for = self._asked_for(text)
        if asked_for:
            return next(
                (self._wants.knows[a] for a in asked_for if a in self._wants.knows), UNKNOWN
            )
        if WHAT_THEN not in text:
            # What was wanted has been settled one way or another: it need not be said again.
            self._next = [wish for wish in self._next if wish in self._wants.then]
        return self._next.pop(0) if self._next else THAT_IS_ALL

    def _to_a_proposal(self) -> str:
        if self._wants.answers == "hesitates" and not self._hesitated:
            self._hesitated = True
            return UNSURE
        return "no, leave it" if self._wants.answers == "no" else "yes please"

    def _asked_for(self, text: str) -> list[str]:
        """The arguments whose question is asked: the longest that fits, else by its words."""
        asked = [question for question in self._questions if question in text]
        if asked:
            return self._questions[max(asked, key=len)]
        heard = set(text.lower().rpartition(". ")[2].strip("?").split()) if "?" in text else set()
        return [name for name in self._wants.knows if heard & set(name.split("_"))]


def _questions(roster: Roster) -> dict[str, list[str]]:
    """What is asked where an argument is missing, and the arguments that it may be for."""
    questions: dict[str, list[str]] = {}
    for action in roster.actions.values():
        for name, field in action.schema["parameters"]["properties"].items():
            question = str(field.get("description", "")).partition("?")
            if question[1] and name not in questions.setdefault(question[0] + "?", []):
                questions[question[0] + "?"].append(name)
    return questions
