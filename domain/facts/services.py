"""What is known of gift cards, subscriptions, warranties, quotes and appointments. Money in USD."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact, PaymentKind

Interval = Literal["weekly", "every_two_weeks", "monthly", "every_two_months", "every_three_months"]
SubscriptionState = Literal["active", "paused", "cancelled"]
SubscriptionWish = Literal["pause", "resume", "skip", "change_interval", "cancel"]
WarrantyState = Literal["covered", "lifetime", "over", "starts_at_delivery", "none"]
AppointmentKind = Literal["call_back", "delivery_visit", "installation_visit"]
AppointmentWish = Literal["move", "cancel"]


class GiftCard(Fact):
    """A gift card of a customer, and what is left on it."""

    card_number: str
    balance: Decimal
    expires_on: date | None = None
    """Its last day; None means that it stays."""
    expired: bool


class SubscriptionInfo(Fact):
    """A subscription; `amount` is charged on `next_charge_on` while it is active."""

    subscription_id: str
    name: str
    quantity: int
    every: Interval
    state: SubscriptionState
    amount: Decimal
    next_charge_on: date | None = None
    paid_by: PaymentKind


class SubscriptionChanged(Fact):
    """The subscription as it is now."""

    wish: SubscriptionWish
    subscription: SubscriptionInfo


class Warranty(Fact):
    """How long faults of something that was bought are the maker's matter."""

    order_id: str
    product_id: str
    name: str
    state: WarrantyState
    months: int | None = None
    """None for a lifetime, 0 for none."""
    ends_on: date | None = None
    days_left: int | None = None


class QuoteLineInfo(Fact):
    """One product of a quote, at its price for so many."""

    product_id: str
    name: str
    quantity: int
    percent_off: int
    unit_price: Decimal
    amount: Decimal


class QuoteMade(Fact):
    """A quote, and the ticket under which a person follows it up."""

    quote_id: str
    ticket_id: str
    lines: tuple[QuoteLineInfo, ...]
    total: Decimal
    valid_until: date


class FreeTimes(Fact):
    """When such an appointment can begin on a day, in the customer's local time."""

    kind: AppointmentKind
    day: date
    times: tuple[datetime, ...]
    next_day: date | None = None
    """The next day with a free time, if it has none."""


class AppointmentInfo(Fact):
    """An appointment; `starts_at` is in the customer's local time."""

    appointment_id: str
    kind: AppointmentKind
    starts_at: datetime
    minutes: int
    """How long it lasts, or the window in which somebody comes."""
    cancelled: bool = False
