"""Gift cards, warranties and bulk prices."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from domain.errors import Refusal
from spoken import references
from tools.action import action
from tools.call import Call
from tools.refusing import MissingDetail
from tools.result import Result
from tools.shorthand import in_full
from tools.types import OrderNumber, ProductName, ShortText, asked
from tools.words import extras as told

COMPANY = "What's the name of your company?"
LONGEST_NAME = 6
"""Words."""


def _card_number(value: str) -> str:
    number = references.reference(value, "GC-") or references.reference(f"GC {value}", "GC-")
    return number or value


GiftCardNumber = Annotated[
    ShortText,
    AfterValidator(_card_number),
    asked("What's the number of the gift card?", "reference:GC-"),
]
BoughtItem = Annotated[ShortText, AfterValidator(in_full), asked("Which product is it?", "product")]


@action(effect="read", category="account")
async def check_gift_card(call: Call, gift_card: GiftCardNumber | None = None) -> Result:
    """What is left on the customer's gift cards and until when: of one number, or of all."""
    seen = await call.services.extras.gift_cards(gift_card)
    return Result(told.gift_cards(seen, call.today), facts=seen)


@action(effect="read", category="orders")
async def check_warranty(call: Call, item: BoughtItem, order: OrderNumber | None = None) -> Result:
    """Whether something that the customer bought is under warranty, and for how long."""
    number = order or references.order_number(item)
    named = None if number is not None and order is None else item
    try:
        seen = await call.services.extras.warranties(named, number)
    except Refusal:
        if order is None:
            raise
        seen = await call.services.extras.warranties(None, order)  # it says what is in there
    return Result(told.warranties(seen, call.today), facts=seen)


@action(effect="write", category="catalogue", requires="nothing")
async def request_bulk_quote(
    call: Call,
    products: Annotated[
        list[ProductName], Field(min_length=1, max_length=20), asked("Which products?", "item-name")
    ],
    quantity: Annotated[int, Field(ge=1, le=10_000), asked("How many do you need of each?")],
    company: Annotated[ShortText, asked(COMPANY, "sentence")],
    phone_number: Annotated[
        str | None, asked("Which number should we call?", "phone-number", private="phone_number")
    ] = None,
) -> Result:
    """Bulk prices for a company: so many of each product, at least ten. A person calls back."""
    if len(company.split()) > LONGEST_NAME:  # it is a sentence that says more, or something else
        raise MissingDetail(COMPANY, "company")
    number = None
    if not call.customer.authenticated:
        number = phone_number or call.private.get("phone_number") or call.calling_line
        if number is None:
            raise MissingDetail("Which number should we call you on?", "phone_number")
    seen = await call.services.extras.request_quote(
        call.masked(company), [in_full(product) for product in products], quantity, number
    )
    return Result(told.quote(seen, call.today), facts=seen)
