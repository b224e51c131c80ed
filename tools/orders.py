"""Orders that are on their way, or have not left yet."""

from __future__ import annotations

from typing import Annotated, Literal

from spoken import say
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.orders_by_name import swaps_meant
from tools.result import Result
from tools.types import ItemSwaps, OrderNumber, PaymentMethod, asked
from tools.words import orders as told

CancelReason = Annotated[
    Literal["no_longer_needed", "ordered_by_mistake"],
    asked(
        "Do you no longer need it, or was it ordered by mistake?",
        words={
            "no_longer_needed": [
                "no longer needed", "don't need it", "changed my mind", "don't want it anymore",
            ],
            "ordered_by_mistake": [
                "by mistake", "by accident", "wrong order", "mistake", "accidentally",
            ],
        },
    ),
]  # fmt: skip


@action(
    effect="read",
    category="orders",
    examples=(
        "where is my order",
        "where's order ORD-12345",
        "track my package",
        "has my parcel shipped yet",
        "when will my headphones arrive",
        "what's the status of order one two three four five",
        "when is my delivery coming",
        "is my order on its way",
        "my package should have been here by now, where is it",
        "can you check on order 67890 for me",
        "what's the tracking number for my order",
        "which carrier has my parcel",
        "how long until my stuff gets here",
        "I want to know where my package is",
        "do you know when my order will be delivered",
        "ORD-12345",
        "it's order ORD-12345",
        "order number 12345 please",
        "where's my stuff",
        "it should have arrived yesterday",
        "my order is late",
        "how come my order isn't here yet",
        "I've been waiting for two weeks",
        "has it left the warehouse",
        "when do I get my order",
        "is my order going to be here by Friday",
        "I need it before the weekend, will it make it",
        "look up my order please",
        "check the status of my purchase",
        "I ordered a laptop and it hasn't come",
        "did you ship my shirt yet",
        "what day will the shoes come",
        "give me an eta on my parcel",
        "my delivery is taking forever",
        "order status",
        "tracking number please",
        "tracking",
        "how far along is my order",
        "is it still in the warehouse",
        "has my order been sent",
        "did my order go through",
        "I bought something on Monday and want to know where it is",
        "I'm still waiting for my order",
        "will my package come today",
        "who is delivering my package",
        "which courier is it with",
        "what's happening with my order",
        "where the heck is my package",
        "my order got lost somewhere, can you find it",
        "it was supposed to be here on Tuesday",
        "how long does my delivery still take",
        "what time does the delivery come",
        "when does my laptop arrive",
        "where are my headphones",
        "has the monitor shipped",
        "did my graphics card go out yet",
        "is the power supply I ordered on its way",
        "has the processor been sent out",
    ),
)
async def track_order(call: Call, order: OrderNumber) -> Result:
    """Where an order is: status, carrier, estimated delivery, location, history."""
    seen = await call.services.orders.track(order)
    return Result(told.tracking(seen, call.today), facts=seen)


@action(
    effect="read",
    category="orders",
    examples=(
        "what orders do I have",
        "list my orders",
        "what did I order recently",
        "read me my open orders",
        "show me my recent purchases",
        "I forgot my order number",
        "I don't know the order number",
        "what have I bought from you",
        "how many orders do I have open",
        "which orders do I have with you",
        "all my orders please",
        "go through my orders",
        "what did I buy last month",
        "my order history",
        "do I have any open orders",
        "I've lost the order number",
        "read out my past purchases",
        "which things are still on order",
    ),
)
async def list_orders(call: Call) -> Result:
    """The customer's orders, newest first. Use when they do not know the order number."""
    seen = await call.services.orders.list()
    return Result(told.orders(seen), facts=seen)


@action(
    effect="read",
    category="orders",
    examples=(
        "any news on my shipment",
        "what happened to my parcel so far",
        "give me the shipping updates for order 12345",
        "has the tracking moved",
        "where was my package last scanned",
        "what's the shipping history of my order",
        "any update from the carrier",
        "the tracking hasn't changed in days",
        "tracking has been stuck since Monday",
        "what was the last scan",
        "is there anything new on my delivery",
        "shipping updates please",
        "every stop my parcel made so far",
        "has it cleared the hub yet",
        "where has my package been",
        "the tracking page shows nothing new",
    ),
)
async def get_shipping_updates(call: Call, order: OrderNumber) -> Result:
    """What happened to an order's parcel lately, newest first."""
    seen = await call.services.orders.track(order)
    return Result(told.history(seen, call.today), facts=seen)


async def _would_cancel(call: Call, order: str, reason: CancelReason) -> Previewed:
    seen = await call.services.orders.cancel(order, reason)
    return Previewed(f"I'd cancel {say.reference(order)}. {told.refunds(seen.refunds)}")


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_cancel,
    examples=(
        "cancel my order",
        "please cancel order 67890",
        "I want to cancel the shirt I ordered",
        "I ordered it by mistake, cancel it",
        "stop my order before it ships",
        "I don't need that order anymore",
        "can I still cancel what I ordered this morning",
        "call off my order please",
        "I'd like to cancel",
        "cancel it before it ships",
        "I clicked buy by accident, please undo it",
        "please don't send it, I changed my mind",
        "can you stop that order",
        "get rid of my order",
        "void my order",
        "I don't want the order anymore and it hasn't shipped",
        "cancel the purchase I made an hour ago",
        "I ordered two by accident, cancel one order",
        "withdraw my order",
        "cancel the monitor I ordered",
        "I don't need the laptop after all, cancel the order",
        "cancel my headphones",
    ),
)
async def cancel_order(call: Call, order: OrderNumber, reason: CancelReason) -> Result:
    """Cancel an order that is still pending."""
    seen = await call.services.orders.cancel(order, reason)
    return Result(f"Your order is cancelled. {told.refunds(seen.refunds)}", facts=seen)


async def _would_modify(
    call: Call, order: str, changes: ItemSwaps, settle_with: PaymentMethod
) -> Previewed:
    meant = swaps_meant(call, order, changes)
    seen = await call.services.orders.change_items(order, meant, settle_with)
    wanted = say.listing([change.wanted for change in changes])
    return Previewed(
        f"I'd change your order to {wanted}. {told.settlement(seen.settlement)} "
        "After that it can't be changed again or cancelled."
    )


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_modify,
    examples=(
        "change the size of the shirt I just ordered",
        "I picked the wrong colour, can you change it before it ships",
        "swap the item in my pending order for a bigger size",
        "I want a different variant in my order",
        "modify the items of order 67890",
        "make that a large instead of a medium on my order",
        "I ordered the wrong size and it hasn't shipped",
        "make it blue instead of red before you ship it",
        "can I still alter what I ordered",
        "I should have picked the bigger one in my order that's pending",
        "change the item in my order",
        "edit my order",
        "update the colour on my open order",
        "my order has the wrong size in it, can you fix that before it goes out",
        "switch the shirt in my order to medium before it leaves",
        "change my shirt to a large",
        "I want my order in medium instead",
        "change the colour of the jacket before it ships",
    ),
)
async def modify_order_items(
    call: Call, order: OrderNumber, changes: ItemSwaps, settle_with: PaymentMethod
) -> Result:
    """Change items of a pending order for other variants of the same product, all at once."""
    meant = swaps_meant(call, order, changes)
    seen = await call.services.orders.change_items(order, meant, settle_with)
    return Result(f"Your order is changed. {told.settlement(seen.settlement)}", facts=seen)


async def _would_change_payment(call: Call, order: str, method: PaymentMethod) -> Previewed:
    seen = await call.services.orders.change_payment_method(order, method)
    return Previewed(
        f"I'd move {say.money(seen.amount)} from {told.PAID_BY[seen.previous]} to "
        f"{told.PAID_BY[seen.method]}."
    )


@action(
    effect="write",
    category="orders",
    decision="suggestion",
    preview=_would_change_payment,
    examples=(
        "I want to pay for my order with another card",
        "change the payment method of order 67890",
        "can I pay with PayPal instead",
        "use my gift card for that order",
        "switch how I pay for my order",
        "charge my order to a different payment method",
        "put my order on a different card",
        "I'd rather pay by PayPal for this order",
        "use PayPal for the order instead of my card",
        "can the order go on my gift card",
        "bill my other card for the order",
        "my card expired, can I pay for the order another way",
        "change how I'm paying",
        "pay with something else",
    ),
)
async def change_payment_method(call: Call, order: OrderNumber, method: PaymentMethod) -> Result:
    """Pay a pending order in another single way that the customer has on file."""
    seen = await call.services.orders.change_payment_method(order, method)
    return Result(f"Done: it's paid by {told.PAID_BY[seen.method]} now.", facts=seen)
