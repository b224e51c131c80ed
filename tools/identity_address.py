"""The address step: the one on file is read out; another one is taken, read back and saved."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from domain import facts
from domain.errors import InvalidArguments, Refusal, StepNotOpen
from spoken import say
from spoken.addresses import PostalAddress
from spoken.addresses import address as parse_address
from tools.action import action
from tools.call import Call
from tools.identity import Step, question
from tools.identity_steps import next_question, require_yes, settled
from tools.result import Result
from tools.types import asked
from tools.words.security import ACCOUNT_FLAGGED, ACCOUNT_LOCKED

AddressGiven = Annotated[
    str,
    StringConstraints(max_length=300),
    asked("What's your address?", "address", private="address"),
]


def read_out_address(call: Call, profile: facts.Profile, on_file: facts.PostalAddress) -> Result:
    """Says how the account stands, and reads out the address on file for a yes."""
    place = PostalAddress(on_file.street, on_file.city, on_file.state, on_file.postal_code)
    call.private.keep("address", say.address(place))
    call.identity.read_back_address_on_file(call.state.turn.number)
    found = [f"Thank you, {profile.first_name}, I've found your account."]
    if profile.is_locked:
        found.append(ACCOUNT_LOCKED)
    if profile.is_flagged:
        found.append(ACCOUNT_FLAGGED)
    return next_question(call, " ".join(found))


def address_verified(call: Call) -> Result:
    """The caller has said yes to the address; nobody needs it any more."""
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
    return next_question(call)


@action(effect="write", category="identity")
async def save_address(call: Call) -> Result:
    """Save the new address. Use once it was read back and the caller has said yes to it."""
    check = call.identity
    check.require(Step.ADDRESS)
    given = parse_address(check.values.get(Step.ADDRESS, ""))
    if check.address_on_file or given is None:
        raise StepNotOpen(question(check))
    require_yes(call)
    try:
        await call.services.customers.save_address(given)
    except Refusal as refusal:
        if refusal.code != "account_locked":
            raise
        # The lock stops the change and not the call: it goes on with the address on file.
        settled(call, check.confirm(call.state.turn.number))
        check.values.pop(Step.ADDRESS, None)
        call.private.erase("address")
        return Result(refusal.say, verbatim=True)
    settled(call, check.confirm(call.state.turn.number))
    return address_verified(call)
