"""The identity check: which step is open, what was given, what the caller has confirmed.

The rules are authentication.md's. This is the state machine under the authentication tools: it
decides, and no model can talk it out of it. It holds placeholders' values only between the step
that asks for them and the match.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from domain.errors import StepNotOpen
from domain.expectation import FREE, YES_NO, Expectation, PrivateKind


class Step(StrEnum):
    """The steps in their order; `DONE` opens the gate."""

    FIRST_NAME = "first_name"
    PHONE_NUMBER = "phone_number"
    DATE_OF_BIRTH = "date_of_birth"
    LAST_FOUR = "last_four"
    MATCH = "match"
    ADDRESS = "address"
    DISCLOSURE = "disclosure"
    RESPONSE = "response"
    DONE = "done"


LastFourOf = Literal["ssn", "credit_card"]
OfferResponse = Literal["ACCEPTED", "DECLINED", "REMIND_LATER"]

ORDER = list(Step)
CONFIRMED_VALUES = (Step.PHONE_NUMBER, Step.DATE_OF_BIRTH, Step.LAST_FOUR)
"""What `authenticate_user` needs, each said yes to by the caller."""

EXPECTED: dict[Step, Expectation] = {
    Step.FIRST_NAME: Expectation("name"),
    Step.PHONE_NUMBER: Expectation("phone", 7, 15, private="phone_number"),
    Step.DATE_OF_BIRTH: Expectation("date", 8, 8, private="date_of_birth"),
    Step.LAST_FOUR: Expectation("digits", 4, 4, private="last_four"),
    Step.ADDRESS: Expectation("address", private="address"),
    Step.RESPONSE: Expectation(
        "choice",
        phrases=("yes", "no", "no thanks", "remind me later", "i accept", "not now"),
        keys=("yes", "no", "remind me later"),
    ),
}
KIND: dict[Step, PrivateKind] = {
    Step.PHONE_NUMBER: "phone_number",
    Step.DATE_OF_BIRTH: "date_of_birth",
    Step.LAST_FOUR: "last_four",
    Step.ADDRESS: "address",
}


@dataclass(slots=True)
class IdentityCheck:
    """Where one caller stands in the flow. Plain data: it can be stored and taken up again."""

    step: Step = Step.FIRST_NAME
    reading_back: bool = False
    """A value of this step was repeated to the caller, who has not said yes yet."""
    asked_in_turn: int = 0
    """The turn in which it was repeated: a yes counts only in a later one."""
    values: dict[Step, str] = field(default_factory=dict, repr=False)
    confirmed: set[Step] = field(default_factory=set)
    last_four_of: LastFourOf | None = None
    address_on_file: bool = False
    """The address being read back is the one on file, not one that the caller gave."""
    line_offered: bool = False
    """The number that the line presents has been offered."""
    failed_matches: int = 0
    locked: bool = False
    response: OfferResponse | None = None
    step_began: float = 0.0

    @property
    def done(self) -> bool:
        """Whether the flow has ended and the gate is open."""
        return self.step is Step.DONE

    @property
    def matched(self) -> bool:
        """Whether the values were matched: what they were can no longer be changed."""
        return Step.MATCH in self.confirmed

    @property
    def expectation(self) -> Expectation:
        """What the caller's next words are expected to be."""
        if self.reading_back:
            # A "no" is often followed by the right value at once, so that is masked too.
            kind = KIND.get(self.step)
            return YES_NO if kind is None else Expectation("yes_no", private=kind)
        return EXPECTED.get(self.step, FREE)

    def require(self, *steps: Step) -> None:
        """Refuses unless one of these steps is open.

        Raises:
            StepNotOpen: another step is open.
        """
        if self.step not in steps:
            raise StepNotOpen(question_out_of_order(self))

    def give(self, step: Step, value: str, turn: int) -> None:
        """Takes a value for the open step, or for an earlier one that the caller corrects.

        Correcting an earlier step keeps what was confirmed of the others.

        Raises:
            StepNotOpen: the step lies ahead, or the values were matched already.
        """
        ahead = ORDER.index(step) > ORDER.index(self.step)
        closed = self.matched and step is not Step.ADDRESS
        if ahead or closed or self.locked:
            raise StepNotOpen(question_out_of_order(self))
        self.values[step] = value
        self.confirmed.discard(step)
        self.step = step
        self.reading_back = True
        self.asked_in_turn = turn
        if step is Step.ADDRESS:
            self.address_on_file = False

    def confirm(self, turn: int) -> Step:
        """Takes the caller's yes for the value that was repeated; returns the step it settled.

        Raises:
            StepNotOpen: nothing was repeated, or not before this turn.
        """
        if not self.reading_back or turn <= self.asked_in_turn:
            raise StepNotOpen(question_out_of_order(self))
        settled = self.step
        self.confirmed.add(settled)
        self.reading_back = False
        self._advance()
        return settled

    def reject(self) -> Step:
        """Takes the caller's no: the value is forgotten and the same step is open.

        Raises:
            StepNotOpen: nothing was repeated.
        """
        if not self.reading_back:
            raise StepNotOpen(question_out_of_order(self))
        self.values.pop(self.step, None)
        self.reading_back = False
        self.address_on_file = False
        return self.step

    def reopen(self, step: Step) -> None:
        """Goes back to an earlier step that the caller wants to correct.

        Raises:
            StepNotOpen: the step lies ahead, or the values were matched already.
        """
        if self.matched or self.locked or ORDER.index(step) > ORDER.index(self.step):
            raise StepNotOpen(question_out_of_order(self))
        self.values.pop(step, None)
        self.confirmed.discard(step)
        self.step = step
        self.reading_back = False

    def name_given(self) -> None:
        """The first name is known; it needs no confirmation."""
        self.confirmed.add(Step.FIRST_NAME)
        self._advance()

    def match_succeeded(self) -> None:
        """The values were matched: they are erased here, and the address comes next."""
        self.values.clear()
        self.confirmed.add(Step.MATCH)
        self._advance()

    def match_failed(self, *, locked: bool) -> None:
        """The values did not match: all three are asked for again, unless the check is locked."""
        self.failed_matches += 1
        self.locked = locked
        self.values.clear()
        self.confirmed -= set(CONFIRMED_VALUES)
        self.last_four_of = None
        self.step = Step.PHONE_NUMBER
        self.reading_back = False

    def read_back_address_on_file(self, turn: int) -> None:
        """The address on file was read out and awaits a yes."""
        self.require(Step.ADDRESS)
        self.reading_back = True
        self.address_on_file = True
        self.asked_in_turn = turn

    def advance_from(self, step: Step) -> None:
        """Closes a step that needs no read-back (disclosure, response).

        Raises:
            StepNotOpen: another step is open.
        """
        self.require(step)
        self.confirmed.add(step)
        self._advance()

    def _advance(self) -> None:
        """Opens the first step that is not settled: one that was corrected leads back here."""
        self.step = next(step for step in ORDER if step not in self.confirmed)


QUESTIONS: dict[Step, str] = {
    Step.FIRST_NAME: "May I have your first name, please?",
    Step.PHONE_NUMBER: "What's the phone number on your account?",
    Step.DATE_OF_BIRTH: "What's your date of birth?",
    Step.LAST_FOUR: (
        "What are the last four digits of your social security number, or of the card on file? "
        "Please tell me which of the two it is."
    ),
    Step.MATCH: "Is everything so far right?",
    Step.ADDRESS: "What's your street address, city, state and postal code?",
    Step.DISCLOSURE: "There's one short notice that I have to read to you. May I go on?",
    Step.RESPONSE: "Would you like to join, yes or no, or shall I remind you later?",
    Step.DONE: "How can I help you today?",
}
READ_BACKS: dict[Step, str] = {
    Step.PHONE_NUMBER: "I have <phone_number>. Is that right?",
    Step.DATE_OF_BIRTH: "That's <date_of_birth>. Is that right?",
    Step.LAST_FOUR: "The last four of your {of} are <last_four>. Is that right?",
    Step.ADDRESS: "I have <address>. Is that right?",
}
LAST_FOUR_OF: dict[LastFourOf, str] = {
    "ssn": "social security number",
    "credit_card": "card on file",
}


def question(check: IdentityCheck) -> str:
    """What the open step asks the caller, whether it awaits a value or a yes."""
    if not check.reading_back:
        return QUESTIONS[check.step]
    if check.address_on_file:
        return "The address on file is <address>. Is that still right?"
    of = LAST_FOUR_OF[check.last_four_of] if check.last_four_of else ""
    return READ_BACKS[check.step].format(of=of)


def question_out_of_order(check: IdentityCheck) -> str:
    """What the caller hears when a step was to be skipped."""
    if check.locked:
        return "I can't check your identity right now, but I can get a person to help you."
    return f"Let's take that step by step. {question(check)}"
