"""The agents that the bench calls: they answer, and look things up in a quick and a slow backend.

`ROSTER=bench.response.roster`. Whoever measures decides with their words how long a look-up takes.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, ClassVar

from agents.base import Specialist
from agents.roster import Roster
from domain.expectation import Expectation
from tools.action import Action, action
from tools.call import Call
from tools.conversation import goodbye
from tools.result import Result
from tools.types import Sentence, asked

GREETING = "Hello, how can I help you today?"
QUICK, SLOW = 0.03, 2.0
"""Seconds that a company's backend takes: as a rule, and on a bad day."""
PHONE = Expectation("phone", min_digits=10, max_digits=10, private="phone_number")

Question = Annotated[Sentence, asked("What shall I look up?", "sentence")]


@action(effect="read", category="questions", requires="nothing", examples=("look it up",))
async def look_up(call: Call, question: Question) -> Result:
    """Look something up."""
    await asyncio.sleep(SLOW if "slow" in question else QUICK)
    return Result("There are three of them.")


@action(effect="read", category="questions", requires="nothing", examples=("here is my number",))
async def ask_number(call: Call) -> Result:
    """Ask for the phone number."""
    return Result("What is your phone number?", expect=PHONE)


class Desk(Specialist):
    """Answers, and looks things up."""

    name = "desk"
    handles = "questions"
    actions: ClassVar[tuple[Action, ...]] = (look_up, ask_number)
    examples = ("I have a question", "can you help me")

    async def greet(self) -> None:
        """Welcomes the caller."""
        self.session.say(GREETING)


class Office(Specialist):
    """Whom the desk could ask."""

    name = "office"
    handles = "what the desk cannot answer"
    examples = ("give me the office", "who is in charge")


ROSTER = Roster(
    types=(Desk, Office),
    entry=Desk,
    common=(goodbye("Goodbye!"),),
    unserved=("what is the weather like", "sing me a song"),
    marketplace=False,
)
