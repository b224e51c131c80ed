"""Returns, exchanges and refunds of delivered orders."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from domain.errors import Refusal
from spoken import references
from tools import order_history
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.orders_by_name import swaps_meant
from tools.refusing import MissingDetail, Offer
from tools.result import Result
from tools.types import (
    Amount,
    FutureDate,
    ItemNames,
    ItemSwaps,
    OrderNumber,
    PaymentMethod,
    asked,
)
from tools.words import returns as told

ReturnReason = Annotated[
    Literal[
        "changed_mind", "defective", "damaged", "wrong_item", "not_as_described", "does_not_fit"
    ],
    asked(
        "Why would you like to send it back?",
        words={
            "changed_mind": [
                "changed my mind", "don't want", "don't like", "don't need", "no longer need",
                "found it cheaper", "regret",
            ],
            "defective": [
                "defective", "doesn't work", "don't work", "not working", "broken", "faulty",
                "stopped working", "dead", "broke", "keeps crashing", "won't turn on",
            ],
            "damaged": ["damaged", "scratched", "cracked", "dented"],
            "wrong_item": [
                "wrong item", "wrong one", "not what I ordered", "different item",
                "wrong colour", "wrong color", "sent me the wrong",
            ],
            "not_as_described": ["not as described", "looks different", "not like the picture"],
            "does_not_fit": [
                "doesn't fit", "don't fit", "too big", "too small", "too tight", "wrong size",
                "too large", "too loose",
            ],
        },
    ),
]  # fmt: skip
Opened = Annotated[
    bool | None,
    asked("Was it opened or used?", words={"true": ["opened", "used"], "false": ["unopened"]}),
]


def _return_number(value: str) -> str:
    for prefix in ("RET", "EXC"):
        if number := references.reference(value, prefix):
            return number
    return value.strip()


ReturnNumber = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60),
    AfterValidator(_return_number),
    asked("Which order or return is it about?", "order-number", by_name=True),
]
Window = Annotated[
    Literal["morning", "afternoon", "evening"],
    asked("Morning, afternoon or evening?"),
]


@action(
    effect="read",
    category="returns",
)
async def check_return_eligibility(call: Call, order: OrderNumber) -> Result:
    """What of a delivered order can still be sent back, and until when."""
    seen = await call.services.returns.eligibility(order)
    return Result(told.eligibility(seen, call.today), facts=seen)


async def _would_return(
    call: Call,
    order: str,
    reason: ReturnReason,
    items: list[str] | None,
    opened: bool | None,
    refund_to: PaymentMethod | None,
) -> Previewed:
    seen = await call.services.returns.open(
        order, items or [], reason, opened=bool(opened), refund_to=refund_to
    )
    return Previewed(told.would_return(seen))


@action(
    effect="write",
    category="returns",
    decision="suggestion",
    preview=_would_return,
)
async def initiate_return(
    call: Call,
    order: OrderNumber,
    reason: ReturnReason,
    items: ItemNames | None = None,
    opened: Opened = None,
    refund_to: PaymentMethod | None = None,
) -> Result:
    """Open a return of a delivered order and email the label. All its items go in one request."""
    seen = await call.services.returns.open(
        order, items or [], reason, opened=bool(opened), refund_to=refund_to
    )
    await order_history.reload(call)
    return Result(told.opened(seen, call.today), facts=seen)


async def _would_exchange(
    call: Call,
    order: str,
    changes: ItemSwaps,
    reason: ReturnReason | None,
    settle_with: PaymentMethod | None,
) -> Previewed:
    meant = swaps_meant(call, order, changes)
    seen = await call.services.returns.exchange(
        order, meant, reason or "does_not_fit", settle_with=settle_with
    )
    return Previewed(told.would_exchange(seen))


@action(
    effect="write",
    category="returns",
    decision="suggestion",
    preview=_would_exchange,
)
async def exchange_items(
    call: Call,
    order: OrderNumber,
    changes: ItemSwaps,
    reason: ReturnReason | None = None,
    settle_with: PaymentMethod | None = None,
) -> Result:
    """Exchange items of a delivered order for other variants of the same product, all at once."""
    meant = swaps_meant(call, order, changes)
    seen = await call.services.returns.exchange(
        order, meant, reason or "does_not_fit", settle_with=settle_with
    )
    await order_history.reload(call)
    return Result(told.exchanged(seen, call.today), facts=seen)


@action(
    effect="write",
    category="returns",
)
async def schedule_pickup(
    call: Call, return_number: ReturnNumber, day: FutureDate, window: Window = "afternoon"
) -> Result:
    """Have the carrier pick up an open return at the customer's address."""
    seen = await call.services.returns.schedule_pickup(return_number, day, window)
    return Result(told.pickup(seen, call.today), facts=seen)


async def _would_refund(
    call: Call,
    order: str,
    scope: Literal["full", "items", "amount"],
    items: list[str] | None,
    amount: Amount | None,
    refund_to: PaymentMethod | None,
) -> Previewed:
    seen = await call.services.returns.quote(order, scope, items or [], amount, refund_to)
    reason = "Refunds of this order pass five hundred dollars." if seen.needs_approval else None
    return Previewed(told.quote(seen), approval_reason=reason)


@action(
    effect="write",
    category="returns",
    decision="approval",
    preview=_would_refund,
    offers={"nothing_to_refund": Offer("initiate_return", ("order", "items"), "Shall I?")},
)
async def process_refund(
    call: Call,
    order: OrderNumber,
    scope: Annotated[
        Literal["full", "items", "amount"],
        asked(
            "Should the whole order be refunded, some items, or an amount?",
            words={
                "full": [
                    "full",
                    "everything",
                    "all of it",
                    "whole",
                    "complete",
                    "entire",
                    "all",
                ],
                "items": ["some items", "one item", "an item", "just the"],
                "amount": ["an amount", "part of it", "dollars", "partial"],
            },
        ),
    ],
    items: ItemNames | None = None,
    amount: Amount | None = None,
    refund_to: PaymentMethod | None = None,
    *,
    approval_id: str | None = None,
) -> Result:
    """Refund an order: all that is left, some items, or an amount."""
    if scope == "amount" and amount is None:
        raise MissingDetail("How much should I refund, in dollars?", "amount")
    if scope == "items" and not items:
        raise MissingDetail("Which items should I refund?", "items")
    seen = await call.services.returns.refund(
        order, scope, items or [], amount, refund_to, approval_id=approval_id
    )
    return Result(told.refunded(seen), facts=seen)


@action(
    effect="read",
    category="returns",
)
async def track_return_status(call: Call, return_number: ReturnNumber | None = None) -> Result:
    """Where a return, an exchange or its refund stands; the latest unless one is named."""
    if return_number is not None:
        seen = await call.services.returns.status(return_number)
        return Result(told.status(seen, call.today), facts=seen)
    returns = await call.services.returns.list()
    if not returns:
        raise Refusal("I don't see any returns on your account.", code="no_returns")
    return Result(told.status(returns[0], call.today), facts=returns)
