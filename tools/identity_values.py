"""The values of the identity check: taken, read back, confirmed, corrected, one tool each.

Private values come and go as placeholders; each result's `say` is spoken verbatim by the program,
which puts the values back at the very end, on the way to the voice or the screen.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from domain.errors import InvalidArguments, StepNotOpen
from domain.expectation import Expectation
from spoken import names
from spoken.dates import birth_date
from spoken.phones import phone_number as parse_phone
from tools.action import action
from tools.call import Call
from tools.identity import CONFIRMED_VALUES, KIND, LastFourOf, Step, question
from tools.identity_address import address_verified
from tools.identity_steps import next_question, require_yes, settled
from tools.keypad import KEYED_NAME
from tools.result import Result
from tools.types import asked

WHICH_NUMBER = "Is that your social security number, or the card on file?"
WHICH_NUMBER_EXPECTED = Expectation(
    "choice",
    phrases=(
        "my social security number",
        "social security",
        "my social",
        "my card",
        "my credit card",
        "the card",
        "the card on file",
    ),
    private="last_four",
    keys=("social security", "the card on file"),
)

FirstName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    asked("May I have your first name?", "first-name"),
]
PhoneGiven = Annotated[
    str,
    StringConstraints(max_length=100),
    asked("What's the phone number on your account?", "phone-number", private="phone_number"),
]
BornGiven = Annotated[
    str,
    StringConstraints(max_length=100),
    asked("What's your date of birth?", "placeholder", private="date_of_birth"),
]
LastFourGiven = Annotated[
    str,
    StringConstraints(max_length=100),
    asked("What are the last four digits?", "placeholder", private="last_four"),
]
LastFourOfGiven = Annotated[
    LastFourOf,
    asked(
        "Is that your social security number, or the card on file?",
        words={
            "ssn": ["social", "social security", "social security number", "ssn"],
            "credit_card": ["card", "credit card", "debit card", "card on file"],
        },
    ),
]


@action(effect="write", category="identity", requires="nothing")
async def record_first_name(call: Call, first_name: FirstName) -> Result:
    """Keep the caller's first name. Use when they have said it."""
    name = names.first_name(first_name)
    keyed = first_name == KEYED_NAME
    if name is None and not keyed:
        raise InvalidArguments(["first_name"])
    corrected = call.customer.first_name is not None
    if not corrected:
        call.identity.require(Step.FIRST_NAME)
    call.customer.first_name = name
    thanks = f", {name}" if name else ""
    if corrected:
        return next_question(call, f"Thank you{thanks}.")
    call.identity.name_given()
    settled(call, Step.FIRST_NAME)
    if given := parse_phone(call.private.get("phone_number") or ""):
        call.identity.give(Step.PHONE_NUMBER, given, call.state.turn.number)
    return next_question(call, f"Thanks{thanks}.")


@action(effect="write", category="identity", requires="nothing")
async def record_phone_number(call: Call, phone_number: PhoneGiven) -> Result:
    """Keep the phone number the caller gave, any country, and read it back for a yes."""
    number = parse_phone(phone_number)
    if number is None:
        raise InvalidArguments(["phone_number"])
    call.private.keep("phone_number", number)
    call.identity.give(Step.PHONE_NUMBER, number, call.state.turn.number)
    return next_question(call)


@action(effect="write", category="identity", requires="nothing")
async def record_date_of_birth(call: Call, date_of_birth: BornGiven) -> Result:
    """Keep the date of birth the caller gave (pass its placeholder) and read it back."""
    born = birth_date(date_of_birth, call.today)
    if born is None:
        raise InvalidArguments(["date_of_birth"])
    call.private.keep("date_of_birth", born.isoformat())
    call.identity.give(Step.DATE_OF_BIRTH, born.isoformat(), call.state.turn.number)
    return next_question(call)


@action(effect="write", category="identity", requires="nothing")
async def record_last_four(
    call: Call, last_four: LastFourGiven, last_four_of: LastFourOfGiven | None = None
) -> Result:
    """Keep the last four digits (pass their placeholder), of which number, and read them back."""
    if not (len(last_four) == 4 and last_four.isascii() and last_four.isdigit()):
        raise InvalidArguments(["last_four"])
    if last_four_of is None:
        call.identity.require(Step.LAST_FOUR)
        return Result(WHICH_NUMBER, verbatim=True, expect=WHICH_NUMBER_EXPECTED)
    call.identity.give(Step.LAST_FOUR, last_four, call.state.turn.number)
    call.identity.last_four_of = last_four_of
    return next_question(call)


@action(effect="write", category="identity", requires="nothing")
async def confirm_step(call: Call) -> Result:
    """The caller has just said yes to what was read back: go on to the next step."""
    check = call.identity
    if check.step is Step.ADDRESS and not check.address_on_file:
        raise StepNotOpen(question(check))
    require_yes(call)
    step = check.confirm(call.state.turn.number)
    settled(call, step)
    if step is Step.ADDRESS:
        return address_verified(call)
    if check.step is Step.MATCH:
        # What was heard since and not confirmed, such as half a number, does not count.
        for value in CONFIRMED_VALUES:
            call.private.keep(KIND[value], check.values[value])
        return Result("", verbatim=True)  # the match follows at once, and has its own words
    return next_question(call, "Great.")


@action(effect="write", category="identity", requires="nothing")
async def reject_step(call: Call) -> Result:
    """The caller has just said no to what was read back: ask the same step again."""
    call.identity.reject()
    return next_question(call, "Sorry about that.")


@action(effect="write", category="identity", requires="nothing")
async def correct_step(
    call: Call,
    step: Annotated[
        Literal["first_name", "phone_number", "date_of_birth", "last_four"],
        asked(
            "Which would you like to correct: your name, the phone number, your date of birth, or "
            "the last four digits?",
            words={
                "first_name": ["name", "first name", "my name"],
                "phone_number": ["phone", "phone number", "number", "telephone", "mobile"],
                "date_of_birth": ["birthday", "date of birth", "birth date", "born", "birth"],
                "last_four": ["last four", "digits", "card", "social", "ssn", "four digits"],
            },
        ),
    ],
) -> Result:
    """Go back to an earlier step that the caller wants to correct."""
    if step == "first_name" and not call.identity.done:
        return Result("Of course. What's the right first name?", verbatim=True)
    call.identity.reopen(Step(step))
    return next_question(call, "Of course.")


def last_four_kind(words: str) -> LastFourOf | None:
    """Which number the caller speaks of, where they say so."""
    heard = words.lower()
    ssn = any(word in heard for word in ("social", "ssn", "security"))
    card = any(word in heard for word in ("card", "credit", "debit", "visa", "mastercard"))
    if ssn == card:
        return None
    return "ssn" if ssn else "credit_card"
