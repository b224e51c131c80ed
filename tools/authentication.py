"""The match, the notice and the answer to it, and all tools of the identity check.

The order of the steps and what each needs is authentication.md's; tools/identity.py keeps it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from domain import facts
from domain.errors import Refusal, StepNotOpen
from tools import order_history
from tools.action import action
from tools.call import Call
from tools.identity import (
    CONFIRMED_VALUES,
    IdentityCheck,
    LastFourOf,
    OfferResponse,
    Step,
    question,
)
from tools.identity_address import read_out_address, record_address, save_address
from tools.identity_steps import next_question, settled
from tools.identity_values import (
    BornGiven,
    LastFourGiven,
    LastFourOfGiven,
    PhoneGiven,
    confirm_step,
    correct_step,
    record_date_of_birth,
    record_first_name,
    record_last_four,
    record_phone_number,
    reject_step,
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
        call.expect(check.expectation)
        raise IdentityNotMatched(question(check))
    # Loaded first: if it cannot be had, nothing has happened and the match is asked for again.
    acting = call.services.acting(matched.profile.customer_id, None)
    orders, on_file = await asyncio.gather(acting.orders.list(), acting.customers.address())
    check.match_succeeded()
    call.private.erase("date_of_birth", "last_four")
    settled(call, Step.MATCH)
    _remember(call, matched.profile, orders)
    call.customer.phone_number = phone_number
    call.customer.date_of_birth = date.fromisoformat(date_of_birth)
    return read_out_address(call, matched.profile, on_file)


class IdentityNotMatched(Refusal):
    """The values are nobody's; which of them is wrong is never said. The check starts over."""

    code = "identity_not_matched"

    def __init__(self, question: str) -> None:
        super().__init__(NOT_RECOGNISED.format(question=question))


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


def _remember(call: Call, profile: facts.Profile, orders: Sequence[facts.OrderSummary]) -> None:
    """Fills the context that travels along; only after this do account actions run."""
    customer = call.customer
    customer.first_name = profile.first_name
    customer.loyalty_tier = profile.tier
    customer.is_seller = profile.is_seller
    customer.preferences = profile.preferences
    customer.order_history = order_history.brief(orders)
    customer.customer_id = profile.customer_id
    customer.authenticated_at = call.now()


@action(effect="write", category="identity", deadline=120.0, bridged=False)
async def read_disclosure(call: Call) -> Result:
    """Have the notice read out, word for word. Use when the address is confirmed."""
    call.identity.require(Step.DISCLOSURE)
    offer = await call.services.offers.get(OFFER)
    if not await call.voice.read_aloud(offer.text):
        return Result(DISCLOSURE_FAILED.format(question=question(call.identity)), verbatim=True)
    call.identity.advance_from(Step.DISCLOSURE)
    settled(call, Step.DISCLOSURE)
    return next_question(call)


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
    settled(call, Step.RESPONSE)
    if call.state.intended_agent is None:
        return next_question(call, "Thank you, that's noted.")
    return Result("Thank you, that's noted.", verbatim=True)


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
