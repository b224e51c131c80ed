"""Gift cards, subscriptions, warranties, quotes and appointments on the wire."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from marketplace.schemas.base import Answer, Body, Line, PaymentKind, PhoneNumber, Text, Usd

Interval = Literal["weekly", "every_two_weeks", "monthly", "every_two_months", "every_three_months"]
SubscriptionState = Literal["active", "paused", "cancelled"]
SubscriptionWish = Literal["pause", "resume", "skip", "change_interval", "cancel"]
WarrantyState = Literal["covered", "lifetime", "over", "starts_at_delivery", "none"]
AppointmentKind = Literal["call_back", "delivery_visit", "installation_visit"]
AppointmentWish = Literal["move", "cancel"]


class GiftCard(Answer):
    """A gift card of a customer, and what is left on it."""

    card_number: str = Field(examples=["GC-1001"])
    balance: Usd
    expires_on: date | None = Field(None, description="Its last day; none means that it stays")
    expired: bool


class SubscriptionInfo(Answer):
    """A subscription; `amount` is charged on `next_charge_on` while it is active."""

    subscription_id: str
    name: str
    quantity: int
    every: Interval
    state: SubscriptionState
    amount: Usd
    next_charge_on: date | None = Field(description="None once it is cancelled, or while paused")
    paid_by: PaymentKind


class SubscriptionChangeIn(Body):
    """One change of one subscription: named by its number, by words of what comes, or the only."""

    wish: SubscriptionWish
    subscription: Line | None = None
    every: Interval | None = Field(None, description="For change_interval")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.wish == "change_interval" and self.every is None:
            raise ValueError("change_interval lacks its interval")
        return self


class SubscriptionChanged(Answer):
    """The subscription as it is now."""

    wish: SubscriptionWish
    subscription: SubscriptionInfo


class Warranty(Answer):
    """How long faults of something that was bought are the maker's matter."""

    order_id: str
    product_id: str
    name: str
    state: WarrantyState
    months: int | None = Field(None, description="None for a lifetime, 0 for none")
    ends_on: date | None = None
    days_left: int | None = None


class QuoteLineIn(Body):
    """One product, by number or name, and how many."""

    product: Line
    quantity: Annotated[int, Field(ge=1, le=10_000)]


class QuoteIn(Body):
    """A company's wish for many; without a customer it needs a number to call (E.164)."""

    company: Line
    lines: Annotated[list[QuoteLineIn], Field(min_length=1, max_length=20)]
    phone_number: PhoneNumber | None = None


class QuoteLineInfo(Answer):
    """One product of a quote, at its price for so many."""

    product_id: str
    name: str
    quantity: int
    percent_off: int
    unit_price: Usd
    amount: Usd


class QuoteMade(Answer):
    """A quote, and the ticket under which a person follows it up."""

    quote_id: str
    ticket_id: str
    lines: list[QuoteLineInfo]
    total: Usd
    valid_until: date


class FreeTimes(Answer):
    """When such an appointment can begin on a day, in the customer's local time."""

    kind: AppointmentKind
    day: date
    times: list[datetime]
    next_day: date | None = Field(None, description="The next day with a free time, if it has none")


class AppointmentIn(Body):
    """A time to be taken, in the customer's local time."""

    kind: AppointmentKind
    day: date
    at: time
    topic: Text | None = None


class AppointmentChangeIn(Body):
    """A change of the customer's next appointment, of one kind where that is said."""

    wish: AppointmentWish
    kind: AppointmentKind | None = None
    day: date | None = Field(None, description="For move")
    at: time | None = Field(None, description="For move")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.wish == "move" and (self.day is None or self.at is None):
            raise ValueError("move lacks its day or time")
        return self


class AppointmentInfo(Answer):
    """An appointment; `starts_at` is in the customer's local time."""

    appointment_id: str
    kind: AppointmentKind
    starts_at: datetime
    minutes: int = Field(description="How long it lasts, or the window in which somebody comes")
    cancelled: bool = False
