"""The identity check's tools, one a step (authentication.md). Rules: tools/identity.py.

Private values come and go as placeholders; each result's `say` is spoken verbatim by the program,
which puts the values back at the very end, on the way to the voice or the screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from domain import facts
from domain.context import OrderBrief
from domain.errors import InvalidArguments, Refusal, StepNotOpen
from domain.events import StepDone
from domain.expectation import Expectation
from spoken import names, say
from spoken.addresses import PostalAddress
from spoken.addresses import address as parse_address
from spoken.dates import birth_date
from spoken.phones import phone_number as parse_phone
from tools.action import action
from tools.call import Call
from tools.identity import (
    CONFIRMED_VALUES,
    KIND,
    IdentityCheck,
    LastFourOf,
    OfferResponse,
    Step,
    question,
)
from tools.result import Result
from tools.types import asked

OFFER = "a-592"
NOT_RECOGNISED = (
    "I couldn't match those details to an account. Let's go through them once more. {question}"
)
LOCKED = (
    "I couldn't match those details, so I can't check your identity for the next fifteen minutes. "
    "A person can help you."
)
DISCLOSURE_FAILED = "I couldn't read you the notice. {question}"

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
AddressGiven = Annotated[
    str,
    StringConstraints(max_length=300),
    asked("What's your address?", "address", private="address"),
]


def _settled(call: Call, step: Step) -> None:
    """Records how long a step took; nothing of what was said in it."""
    now = call.monotonic()
    call.timeline.record(StepDone(step=step.value, seconds=now - call.identity.step_began))
    call.identity.step_began = now


def _next(call: Call, lead: str = "") -> Result:
    """Asks what the open step asks."""
    offered = _offer_calling_line(call)
    words = offered or question(call.identity)
    return Result(f"{lead} {words}".strip(), verbatim=True, expect=call.identity.expectation)


def _offer_calling_line(call: Call) -> str | None:
    """Offers the number that the line presents, once; only the caller's yes makes it theirs."""
    check = call.identity
    if call.calling_line is None or check.line_offered or check.step is not Step.PHONE_NUMBER:
        return None
    if check.reading_back:
        return None
    check.line_offered = True
    check.give(Step.PHONE_NUMBER, call.calling_line, call.state.turn.number)
    call.private.keep("phone_number", call.calling_line)
    return "I see you're calling from <phone_number>. Is that the number on your account?"


@action(effect="write", category="identity", requires="nothing")
async def record_first_name(call: Call, first_name: FirstName) -> Result:
    """Keep the caller's first name. Use when they have said it."""
    name = names.first_name(first_name)
    if name is None:
        raise InvalidArguments(["first_name"])
    corrected = call.customer.first_name is not None
    if not corrected:
        call.identity.require(Step.FIRST_NAME)
    call.customer.first_name = name
    if corrected:
        return _next(call, f"Thank you, {name}.")
    call.identity.name_given()
    _settled(call, Step.FIRST_NAME)
    return _next(call, f"Thanks, {name}.")


@action(effect="write", category="identity", requires="nothing")
async def record_phone_number(call: Call, phone_number: PhoneGiven) -> Result:
    """Keep the phone number the caller gave, any country, and read it back for a yes."""
    number = parse_phone(phone_number)
    if number is None:
        raise InvalidArguments(["phone_number"])
    call.private.keep("phone_number", number)
    call.identity.give(Step.PHONE_NUMBER, number, call.state.turn.number)
    return _next(call)


@action(effect="write", category="identity", requires="nothing")
async def record_date_of_birth(call: Call, date_of_birth: BornGiven) -> Result:
    """Keep the date of birth the caller gave (pass its placeholder) and read it back."""
    born = birth_date(date_of_birth, call.today)
    if born is None:
        raise InvalidArguments(["date_of_birth"])
    call.private.keep("date_of_birth", born.isoformat())
    call.identity.give(Step.DATE_OF_BIRTH, born.isoformat(), call.state.turn.number)
    return _next(call)


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
    return _next(call)


@action(effect="write", category="identity", requires="nothing")
async def confirm_step(call: Call) -> Result:
    """The caller has just said yes to what was read back: go on to the next step."""
    check = call.identity
    if check.step is Step.ADDRESS and not check.address_on_file:
        raise StepNotOpen(question(check))
    _require_yes(call)
    settled = check.confirm(call.state.turn.number)
    _settled(call, settled)
    if settled is Step.ADDRESS:
        return _address_verified(call)
    if check.step is Step.MATCH:
        # What was heard since and not confirmed, such as half a number, does not count.
        for step in CONFIRMED_VALUES:
            call.private.keep(KIND[step], check.values[step])
        return Result("", verbatim=True)  # the match follows at once, and has its own words
    return _next(call, "Great.")


@action(effect="write", category="identity", requires="nothing")
async def reject_step(call: Call) -> Result:
    """The caller has just said no to what was read back: ask the same step again."""
    call.identity.reject()
    return _next(call, "Sorry about that.")


@action(effect="write", category="identity", requires="nothing")
async def correct_step(
    call: Call,
    step: Annotated[
        Literal["first_name", "phone_number", "date_of_birth", "last_four"],
        asked("Which detail would you like to correct?"),
    ],
) -> Result:
    """Go back to an earlier step that the caller wants to correct."""
    if step == "first_name":
        return Result("Of course. What's the right first name?", verbatim=True)
    call.identity.reopen(Step(step))
    return _next(call, "Of course.")


@action(effect="write", category="identity", requires="nothing")
async def authenticate_user(
    call: Call,
    phone_number: PhoneGiven,
    date_of_birth: BornGiven,
    last_four: LastFourGiven,
    last_four_of: LastFourOfGiven,
) -> Result:
    """Check the four confirmed values. Use once all of them were read back and confirmed."""
    check = call.identity
    _require_confirmed(check, phone_number, date_of_birth, last_four, last_four_of)
    matched = await call.services.auth.check(
        phone_number=phone_number,
        date_of_birth=date_of_birth,
        last_four=last_four,
        kind=last_four_of,
        call_id=call.id,
        calling_line=call.calling_line,
    )
    if matched.status != "matched" or matched.profile is None:
        check.match_failed(locked=matched.status == "locked")
        call.private.erase("date_of_birth", "last_four", "phone_number")
        if check.locked:
            raise IdentityLocked
        return Result(
            NOT_RECOGNISED.format(question=question(check)),
            verbatim=True,
            expect=check.expectation,
        )
    # Loaded first: if it cannot be had, nothing has happened and the match is asked for again.
    acting = call.services.acting(matched.profile.customer_id, None)
    orders, on_file = await asyncio.gather(acting.orders.list(), acting.customers.address())
    check.match_succeeded()
    call.private.erase("date_of_birth", "last_four")
    _settled(call, Step.MATCH)
    _remember(call, matched.profile, orders)
    call.customer.phone_number = phone_number
    call.customer.date_of_birth = date.fromisoformat(date_of_birth)
    return _read_out_address(call, on_file)


class IdentityLocked(Refusal):
    """Three matches failed: nobody can be identified here for fifteen minutes."""

    code = "identity_locked"

    def __init__(self) -> None:
        super().__init__(LOCKED)


def _require_confirmed(
    check: IdentityCheck, phone: str, born: str, last_four: str, of: LastFourOf
) -> None:
    if check.locked:
        raise IdentityLocked
    check.require(Step.MATCH)
    given = dict(zip(CONFIRMED_VALUES, (phone, born, last_four), strict=True))
    same = all(check.values.get(step) == value for step, value in given.items())
    if not same or check.last_four_of != of or not check.confirmed.issuperset(CONFIRMED_VALUES):
        raise StepNotOpen(question(check))


def _require_yes(call: Call) -> None:
    if call.state.turn.answer != "yes":
        raise StepNotOpen(question(call.identity))


def _remember(call: Call, profile: facts.Profile, orders: Sequence[facts.OrderSummary]) -> None:
    """Fills the context that travels along; only after this do account actions run."""
    customer = call.customer
    customer.first_name = profile.first_name
    customer.loyalty_tier = profile.tier
    customer.is_seller = profile.is_seller
    customer.preferences = profile.preferences
    customer.order_history = tuple(
        OrderBrief(
            order_id=order.order_id,
            status=order.state,
            items=tuple(item.name for item in order.items),
            total=order.total,
        )
        for order in orders
    )
    customer.customer_id = profile.customer_id
    customer.authenticated_at = call.now()


def _read_out_address(call: Call, on_file: facts.PostalAddress) -> Result:
    """Reads out the address on file for a yes."""
    place = PostalAddress(on_file.street, on_file.city, on_file.state, on_file.postal_code)
    call.private.keep("address", say.address(place))
    call.identity.read_back_address_on_file(call.state.turn.number)
    return _next(call, f"Thank you, {call.customer.first_name}, I've found your account.")


def _address_verified(call: Call) -> Result:
    call.customer.address_verified = True
    call.identity.values.pop(Step.ADDRESS, None)
    call.private.erase("address")
    return Result("Thank you.", verbatim=True)


@action(effect="write", category="identity", requires="nothing")
async def record_address(call: Call, address: AddressGiven) -> Result:
    """Keep the address the caller gave (pass its placeholder) and read it back for a yes."""
    call.identity.require(Step.ADDRESS)
    given = parse_address(address)
    if given is None:
        raise InvalidArguments(["street_city_state_and_postal_code"])
    words = say.address(given)
    call.private.keep("address", words)
    call.identity.give(Step.ADDRESS, words, call.state.turn.number)
    return _next(call)


@action(effect="write", category="identity")
async def save_address(call: Call) -> Result:
    """Save the new address. Use once it was read back and the caller has said yes to it."""
    check = call.identity
    check.require(Step.ADDRESS)
    given = parse_address(check.values.get(Step.ADDRESS, ""))
    if check.address_on_file or given is None:
        raise StepNotOpen(question(check))
    _require_yes(call)
    await call.services.customers.save_address(given)
    _settled(call, check.confirm(call.state.turn.number))
    return _address_verified(call)


@action(effect="write", category="identity", deadline=120.0, bridged=False)
async def read_disclosure(call: Call) -> Result:
    """Have the notice read out, word for word. Use when the address is confirmed."""
    call.identity.require(Step.DISCLOSURE)
    offer = await call.services.offers.get(OFFER)
    if not await call.voice.read_aloud(offer.text):
        return Result(DISCLOSURE_FAILED.format(question=question(call.identity)), verbatim=True)
    call.identity.advance_from(Step.DISCLOSURE)
    _settled(call, Step.DISCLOSURE)
    return _next(call)


@action(effect="write", category="identity")
async def log_offer_response(
    call: Call,
    offer_response: Annotated[
        OfferResponse, asked("Would you like to join, yes or no, or shall I remind you later?")
    ],
) -> Result:
    """Log what the caller answered to the offer that was read out."""
    call.identity.require(Step.RESPONSE)
    await call.services.offers.respond(OFFER, offer_response, call_id=call.id)
    call.identity.response = offer_response
    call.identity.advance_from(Step.RESPONSE)
    _settled(call, Step.RESPONSE)
    if call.state.intended_agent is None:
        return _next(call, "Thank you, that's noted.")
    return Result("Thank you, that's noted.", verbatim=True)


def last_four_kind(words: str) -> LastFourOf | None:
    """Which number the caller speaks of, where they say so."""
    heard = words.lower()
    ssn = any(word in heard for word in ("social", "ssn", "security"))
    card = any(word in heard for word in ("card", "credit", "debit", "visa", "mastercard"))
    if ssn == card:
        return None
    return "ssn" if ssn else "credit_card"


AUTHENTICATION = [
    record_first_name,
    record_phone_number,
    record_date_of_birth,
    record_last_four,
    confirm_step,
    reject_step,
    correct_step,
    authenticate_user,
    record_address,
    save_address,
    read_disclosure,
    log_offer_response,
]
