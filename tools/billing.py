"""The bill: what was charged, what for, and charges that the customer does not accept."""

from __future__ import annotations

from typing import Annotated, Literal

from spoken import say
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.result import Result
from tools.types import Amount, OrderNumber, Sentence, ShortText, asked
from tools.words import orders as told

DisputeReason = Annotated[
    Literal["wrong_amount", "charged_twice", "not_recognised", "not_as_agreed"],
    asked(
        "Is the amount wrong, were you charged twice, don't you recognise it, or isn't it what "
        "was agreed?",
        words={
            "wrong_amount": ["wrong amount", "too much", "overcharged", "incorrect amount"],
            "charged_twice": ["twice", "double", "two times", "duplicate", "again"],
            "not_recognised": ["don't recognise", "not mine", "never bought", "unknown charge"],
            "not_as_agreed": ["not what we agreed", "promised", "different price", "agreed"],
        },
    ),
]
Charge = Annotated[ShortText, asked("Which charge is it: an item, shipping, a fee?")]


@action(
    effect="read",
    category="orders",
)
async def get_invoice(call: Call, order: OrderNumber) -> Result:
    """The bill of an order: its lines, total, what was paid and refunded."""
    seen = await call.services.orders.invoice(order)
    return Result(told.invoice(seen), facts=seen)


@action(
    effect="read",
    category="orders",
)
async def explain_charge(call: Call, amount: Amount, order: OrderNumber | None = None) -> Result:
    """What an amount on the customer's statement was for."""
    seen = await call.services.orders.explain_charge(amount, order)
    return Result(told.charge(seen, call.today), facts=seen)


async def _would_dispute(
    call: Call, order: str, charge: str, reason: DisputeReason, details: str | None
) -> Previewed:
    seen = await call.services.orders.dispute(order, charge, reason, details)
    return Previewed(
        f"I'd dispute the charge of {say.money(seen.amount)} for {seen.charge.lower()}."
    )


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_dispute,
)
async def dispute_charge(
    call: Call,
    order: OrderNumber,
    charge: Charge,
    reason: DisputeReason,
    details: Sentence | None = None,
) -> Result:
    """Open a case for a charge that the customer does not accept."""
    seen = await call.services.orders.dispute(order, charge, reason, details)
    return Result(told.dispute(seen), facts=seen)
