"""A parcel that is on its way: changing its delivery, and what went wrong with it."""

from __future__ import annotations

from typing import Annotated, Literal

from domain import facts
from spoken import say
from spoken.addresses import PostalAddress
from spoken.addresses import address as parse_address
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.refusing import MissingDetail
from tools.result import Result
from tools.types import FutureDate, OrderNumber, Sentence, asked
from tools.words import orders as told

DeliveryChange = Annotated[
    Literal["address_change", "delivery_instructions", "reschedule", "hold_at_location"],
    asked(
        "Shall I change the address, add instructions, move it to another day, or have it held "
        "for pick-up?",
        words={
            "address_change": [
                "another address", "different address", "change the address", "new address",
                "somewhere else", "my office", "other place",
            ],
            "delivery_instructions": [
                "instructions", "leave", "front door", "back door", "neighbour", "neighbor",
                "driver", "doorbell", "ring", "porch", "garage", "gate code",
            ],
            "reschedule": [
                "another day", "reschedule", "later date", "different day", "move it", "not home",
                "won't be home", "tomorrow instead", "postpone", "delay it",
            ],
            "hold_at_location": [
                "hold", "pick it up", "pickup point", "pick up point", "hold at location", "locker",
            ],
        },
    ),
]  # fmt: skip
DeliveryIssue = Annotated[
    Literal[
        "damaged_package", "missing_items", "never_received", "wrong_address", "stolen_package"
    ],
    asked(
        "What went wrong: was it damaged, incomplete, never there, at a wrong address, or stolen?",
        words={
            "damaged_package": [
                "damaged", "broken", "crushed", "smashed", "torn", "wet", "dented", "banged up",
                "ripped", "soaked", "squashed",
            ],
            "missing_items": [
                "missing", "incomplete", "not everything", "only part of it", "half of it",
                "not in the box", "wasn't in the box", "something short",
            ],
            "never_received": [
                "never received", "never came", "didn't arrive", "not there", "never arrived",
                "never got", "didn't get it", "nothing here", "not here", "says delivered",
                "marked as delivered", "never showed up", "hasn't come", "lost",
            ],
            "wrong_address": [
                "wrong address", "wrong house", "someone else's house", "wrong door", "next door",
            ],
            "stolen_package": ["stolen", "stole", "theft", "someone took it", "porch pirate"],
        },
    ),
]  # fmt: skip
NewAddress = Annotated[str | None, asked("What's the new address?", "address", private="address")]
Place = Annotated[str | None, asked("Where should it be held?", "sentence")]


def _detail(
    change: str, new_address: str | None, instructions: str | None, new_day: object, place: object
) -> PostalAddress | None:
    """Refuses a change that lacks its own detail; returns the address of an address change."""
    needs = {
        "address_change": (new_address, "new_address", "What's the new address?"),
        "delivery_instructions": (instructions, "instructions", "What should the driver know?"),
        "reschedule": (new_day, "new_day", "Which day would suit you?"),
        "hold_at_location": (place, "place", "Where should it be held for you?"),
    }
    value, argument, ask = needs[change]
    if not value:
        raise MissingDetail(ask, argument)
    if change != "address_change":
        return None
    parsed = parse_address(new_address or "")
    if parsed is None:
        raise MissingDetail(
            "I need the street, city, state and postal code of the new address.", "new_address"
        )
    return parsed


async def _pass_on(
    call: Call,
    order: str,
    change: DeliveryChange,
    new_address: str | None,
    instructions: str | None,
    new_day: FutureDate | None,
    place: str | None,
) -> facts.DeliveryChanged:
    address = _detail(change, new_address, instructions, new_day, place)
    return await call.services.orders.change_delivery(
        order, change, address=address, instructions=instructions, new_date=new_day, location=place
    )


async def _would_modify(
    call: Call,
    order: str,
    change: DeliveryChange,
    new_address: str | None,
    instructions: str | None,
    new_day: FutureDate | None,
    place: str | None,
) -> Previewed:
    seen = await _pass_on(call, order, change, new_address, instructions, new_day, place)
    what = {
        "address_change": "send it to the new address",
        "delivery_instructions": "pass on those instructions",
        "reschedule": f"move it to {say.day(new_day, call.today).removeprefix('on ')}"
        if new_day
        else "move it",
        "hold_at_location": "have it held for you to pick up",
    }[change]
    return Previewed(f"I'd {what}. {told.delivery_change(seen)}")


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_modify,
)
async def modify_delivery(
    call: Call,
    order: OrderNumber,
    change: DeliveryChange,
    new_address: NewAddress = None,
    instructions: Sentence | None = None,
    new_day: FutureDate | None = None,
    place: Place = None,
) -> Result:
    """Change the delivery of an order that is not yet out for delivery."""
    seen = await _pass_on(call, order, change, new_address, instructions, new_day, place)
    what = told.DELIVERY_CHANGES[change]
    return Result(f"Done, I've passed on {what}. {told.delivery_change(seen)}", facts=seen)


@action(
    effect="write",
    category="orders",
)
async def report_delivery_issue(
    call: Call, order: OrderNumber, issue: DeliveryIssue, details: Sentence | None = None
) -> Result:
    """Open a case for a delivery that went wrong."""
    seen = await call.services.orders.report_issue(order, issue, details)
    return Result(told.issue(seen), facts=seen)
