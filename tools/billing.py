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
    examples=(
        "send me the invoice",
        "how much did I pay for order 12345",
        "I need the bill for my order",
        "what was the total of my order",
        "read me the receipt",
        "how much was it in all",
        "I need an invoice for work",
        "email me the receipt",
        "can I get a copy of the bill",
        "a receipt for order 12345",
        "how much did the order come to",
        "what did I pay in total",
        "invoice please",
        "I need proof of purchase",
        "break down the bill for me",
        "what was the price I paid for the headphones",
    ),
)
async def get_invoice(call: Call, order: OrderNumber) -> Result:
    """The bill of an order: its lines, total, what was paid and refunded."""
    seen = await call.services.orders.invoice(order)
    return Result(told.invoice(seen), facts=seen)


@action(
    effect="read",
    category="orders",
    examples=(
        "what is this charge on my statement",
        "why was I charged fifty nine dollars",
        "I don't understand a charge from you",
        "explain the charge on my card",
        "what did you bill me for",
        "there is an amount I can't place",
        "there's a charge I don't recognise",
        "what is this 59 dollars on my card",
        "why did you take money from my account",
        "what's this fee",
        "I see a payment to you that I don't understand",
        "why was I charged twice",
        "where does this charge come from",
        "an unknown charge from you on my bank statement",
        "what was the 249.99 charge for",
        "why is my bill so high",
        "did my payment go through",
    ),
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
    examples=(
        "I want to dispute a charge",
        "you charged me twice",
        "that amount is wrong, I don't accept it",
        "I contest the delivery fee",
        "I was billed too much and want it looked at",
        "this charge isn't mine",
        "I was overcharged",
        "the bill is wrong",
        "I'm not paying this fee",
        "you took the money twice",
        "I was double charged and want it fixed",
        "I didn't agree to that charge",
        "I want to challenge what you billed me",
        "the amount on my bill is more than you said",
        "take that charge off",
        "I was charged for something I never bought",
    ),
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
