"""Returns, exchanges and refunds of delivered orders."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from domain.errors import Refusal
from spoken import references
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.orders_by_name import swaps_meant
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
    examples=(
        "can I still return this",
        "am I able to send order 1001 back",
        "is my order eligible for a return",
        "how long do I have to return it",
        "is it too late to send this back",
        "what can I return from order ORD-1001",
        "am I still within the return window",
        "is it still possible to send it back",
        "until when can I return the shoes",
        "can I return something I opened",
        "I opened the box, can it still be returned",
        "what's the deadline for returning this",
        "do you take back used items",
        "can I bring it back after a month",
        "could I send back the card I got last week",
        "is the laptop returnable",
        "would you still take it back",
        "how many days do I have to send it back",
    ),
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
    examples=(
        "I want to return my graphics card",
        "I'd like to send this back",
        "start a return for order 1001",
        "return the graphics card of ORD-1001",
        "how do I give this back to you",
        "I don't want it anymore, can I send it back",
        "I need a return label",
        "please open a return",
        "this thing is faulty and I want to return it",
        "I'd like my money back for the shoes I got",
        "I want to bring back what I bought",
        "return",
        "I want to return something",
        "I'd like to send the headphones back to you",
        "I have to give this back, it's no good",
        "it's broken, take it back",
        "it arrived broken and I want to return it",
        "it came defective, how do I send it back",
        "I don't like it, I want to return it",
        "I changed my mind about the shoes and want to return them",
        "the picture looked different, I'm returning this",
        "take back this thing please",
        "please take this back",
        "I bought the wrong thing and want to send it back",
        "it doesn't fit, I'm sending it back",
        "it's a gift that I'd like to return",
        "email me a return label",
        "how do I return an item",
        "I need to ship this back to you",
        "I want to return order 1001",
        "this is rubbish, I'm sending it back",
        "can you take back something I bought",
        "it stopped working, I'd like to return it",
        "I am not happy with the product and want to give it back",
        "return the headphones",
        "send back the laptop",
        "I want to return my keyboard",
        "my monitor is defective, I want to return it",
        "the phone isn't for me, I'd like to give it back",
    ),
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
    examples=(
        "I'd like to exchange my shoes for a bigger size",
        "it does not fit, can I swap it",
        "can I get a different colour instead",
        "exchange the running shoes for size eleven",
        "swap it for a medium",
        "trade this for another size",
        "the shoes are too small, I need a bigger size",
        "this is too big, I want a smaller one",
        "can I swap them for a size nine",
        "it's too tight, can I get a large",
        "I need another size",
        "exchange it for the black one",
        "the shirt I got doesn't fit, swap it for a large",
        "I got the wrong colour, please exchange it",
        "the one you delivered is the wrong size, I need a different one",
        "replace my shoes with another size",
        "trade it in for the same one in blue",
        "I want to exchange something",
        "change the jacket I received for a medium",
        "could I have a different size instead of the one I got",
        "can I get a replacement in another colour",
        "exchange",
        "these trousers are too long, can I have shorter ones",
        "exchange the headphones for white ones",
        "swap the phone for the one with more memory",
    ),
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
    return Result(told.exchanged(seen, call.today), facts=seen)


@action(
    effect="write",
    category="returns",
    examples=(
        "can someone pick up the return",
        "schedule a pickup for my return",
        "have the carrier collect it from my place",
        "I can't get to the post office, please fetch it",
        "book a pick-up tomorrow morning",
        "come and get my return",
        "can a courier collect the item I'm returning",
        "arrange a pickup for the thing I'm sending back",
        "collect the return at my house on Monday",
        "I want my return picked up",
        "when can you fetch the return",
        "I can't bring it to the post office, can you pick up the return",
        "send someone to collect what I'm giving back",
    ),
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
    examples=(
        "I want a refund",
        "refund me for order 1001",
        "give me my money back",
        "please refund the shipping",
        "I'd like fifty dollars refunded",
        "can you refund the whole order",
        "when do I get my refund, please process it",
        "I want my money back",
        "refund please",
        "give me a refund for my running shoes",
        "I'd like a refund for the card",
        "reimburse me",
        "I want to be reimbursed for the headphones",
        "can I get my money back for what I bought",
        "I demand a refund",
        "refund part of the price, it's scratched",
        "a partial refund would be fine",
        "I want compensation for the damaged item",
        "pay me back for order 1001",
        "put the money back on my card",
        "I want a full refund",
        "refund my graphics card",
        "get me a refund for the processor",
        "refund the headphones",
        "I want my money back for the laptop",
        "refund me for the broken monitor",
    ),
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
        raise Refusal("How much should I refund, in dollars?", code="missing_detail")
    if scope == "items" and not items:
        raise Refusal("Which items should I refund?", code="missing_detail")
    seen = await call.services.returns.refund(
        order, scope, items or [], amount, refund_to, approval_id=approval_id
    )
    return Result(told.refunded(seen), facts=seen)


@action(
    effect="read",
    category="returns",
    examples=(
        "where is my refund",
        "what's the status of my return",
        "did you get the parcel I sent back",
        "has my return arrived at your place",
        "is my refund on the way",
        "track my return",
        "when does my refund arrive",
        "I still haven't got my refund",
        "my refund is taking ages",
        "it's been two weeks since I sent it back, where's my money",
        "you promised me a refund and nothing came",
        "did you receive my return",
        "have you got the item I returned",
        "how is my exchange going",
        "return status",
        "refund status",
        "what's happening with my return",
        "I sent it back last week and heard nothing",
        "when will I see the money for my return",
        "has my refund been processed yet",
        "I returned my laptop and still wait for the money",
    ),
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
