"""Gift cards, subscriptions, warranties, quotes and appointments."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import AccountWrite, AnyWrite, CustomerId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import appointments, gift_cards, quotes, subscriptions, warranties
from marketplace.schemas import (
    AppointmentChangeIn,
    AppointmentIn,
    AppointmentInfo,
    AppointmentKind,
    FreeTimes,
    GiftCard,
    QuoteIn,
    QuoteMade,
    SubscriptionChanged,
    SubscriptionChangeIn,
    SubscriptionInfo,
    Warranty,
)

anonymous = APIRouter(tags=["services"])
router = APIRouter(prefix="/customers/{customer_id}", tags=["services"])
_WRITE = refused_with(404, 409, 423)
Words = Annotated[str | None, Query(max_length=200)]


@router.get("/gift-cards", summary="What is left on gift cards", responses=refused_with(404))
async def check_gift_cards(
    customer_id: CustomerId, work: Reading, card_number: Words = None
) -> list[GiftCard]:
    """All of the customer's, or the one of that number."""
    return await gift_cards.of_customer(work, customer_id, card_number)


@router.get("/subscriptions", summary="A customer's subscriptions", responses=refused_with())
async def list_subscriptions(customer_id: CustomerId, work: Reading) -> list[SubscriptionInfo]:
    """With the next charge of each; those that ended come last."""
    return await subscriptions.of_customer(work, customer_id)


@router.post("/subscription-changes", summary="Change a subscription", responses=_WRITE)
async def change_subscription(
    customer_id: CustomerId, body: SubscriptionChangeIn, write: AccountWrite
) -> SubscriptionChanged:
    """Pause, resume, skip the next delivery, another interval, or cancel."""
    return await write.once(
        SubscriptionChanged, lambda work: subscriptions.change(work, customer_id, body)
    )


@router.get("/warranties", summary="Is it under warranty", responses=refused_with(404))
async def check_warranties(
    customer_id: CustomerId, work: Reading, item: Words = None, order_id: Words = None
) -> list[Warranty]:
    """Of all that was bought and kept, or of what a name or an order number means."""
    return await warranties.of_customer(work, customer_id, item, order_id)


@anonymous.post("/quotes", summary="Ask for bulk prices", responses=refused_with(404, 409))
async def request_anonymous_quote(body: QuoteIn, write: AnyWrite) -> QuoteMade:
    """For a caller who is not identified, with a number to call."""
    return await write.once(QuoteMade, lambda work: quotes.request(work, None, body))


@router.post("/quotes", summary="Ask for bulk prices", responses=refused_with(404, 409))
async def request_quote(customer_id: CustomerId, body: QuoteIn, write: AnyWrite) -> QuoteMade:
    """From ten pieces of a product; a person follows it up."""
    return await write.once(QuoteMade, lambda work: quotes.request(work, customer_id, body))


@router.get("/free-times", summary="When somebody can call or come", responses=refused_with(404))
async def list_free_times(
    customer_id: CustomerId,
    work: Reading,
    kind: AppointmentKind = "call_back",
    day: date | None = None,
) -> FreeTimes:
    """On a day, or on the first one with a free time; by the clock where the customer lives."""
    return await appointments.free_times(work, customer_id, kind, day)


@router.get("/appointments", summary="A customer's appointments", responses=refused_with())
async def list_appointments(customer_id: CustomerId, work: Reading) -> list[AppointmentInfo]:
    """Those ahead, the next one first."""
    return await appointments.of_customer(work, customer_id)


@router.post("/appointments", summary="Take a free time", responses=_WRITE)
async def book_appointment(
    customer_id: CustomerId, body: AppointmentIn, write: AccountWrite
) -> AppointmentInfo:
    """Of two who ask for the last place at once, one gets it."""
    return await write.once(
        AppointmentInfo, lambda work: appointments.book(work, customer_id, body)
    )


@router.post("/appointment-changes", summary="Move or cancel", responses=_WRITE)
async def change_appointment(
    customer_id: CustomerId, body: AppointmentChangeIn, write: AccountWrite
) -> AppointmentInfo:
    """The next appointment of the customer, of one kind where that is said."""
    return await write.once(
        AppointmentInfo, lambda work: appointments.change(work, customer_id, body)
    )
