"""What is said of orders, their delivery and their bill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain import facts
from spoken import say
from spoken.states import STATES as STATES_OF_THE_US

STATES: dict[str, str] = {
    "pending": "hasn't been processed yet",
    "processed": "is being packed",
    "shipped": "is on its way",
    "out_for_delivery": "is out for delivery",
    "delivered": "has been delivered",
    "cancelled": "was cancelled",
    "return_requested": "has a return open",
    "exchange_requested": "has an exchange open",
    "returned": "was returned",
    "exchanged": "was exchanged",
}
PAID_BY: dict[str, str] = {
    "card": "your card",
    "paypal": "your PayPal account",
    "gift_card": "your gift card",
}
DELIVERY_CHANGES: dict[str, str] = {
    "address_change": "the new delivery address",
    "delivery_instructions": "the delivery instructions",
    "reschedule": "the new delivery day",
    "hold_at_location": "holding it for you to pick up",
}
PROMISES: dict[str, str] = {
    "replacement_or_refund_at_once": "You get a replacement or a full refund, as you like",
    "carrier_investigation_then_replacement": (
        "We'll look into it with the carrier, and send a replacement once it's confirmed"
    ),
    "carrier_investigation_then_replacement_or_refund": (
        "We'll have the carrier look for it, then replace or refund it"
    ),
    "a_person_reviews": "A colleague will review it",
}


def tracking(seen: facts.Tracking, today: date) -> str:
    """Where an order is, who carries it, and when it comes."""
    subject = f"Your order of {say.listing(seen.items)}"
    if seen.delivered_at is not None and seen.state == "delivered":
        return f"{subject} was delivered {say.day(seen.delivered_at.date(), today)}."
    if not seen.parcels or seen.state not in ("shipped", "out_for_delivery"):
        return f"{subject} {STATES[seen.state]}."
    parcel = seen.parcels[-1]
    due = say.day(parcel.estimated_delivery, today)
    return (
        f"{subject} {STATES[seen.state]} with {parcel.carrier}, now in {place(parcel.location)}. "
        f"It should arrive {due}."
    )


def place(location: str) -> str:
    """A place as it is said: "Memphis, Tennessee"."""
    city, separator, state = location.strip().rpartition(", ")
    if separator and state.upper() in STATES_OF_THE_US:
        return f"{city}, {STATES_OF_THE_US[state.upper()]}"
    return location.strip() or "transit"


def history(seen: facts.Tracking, today: date) -> str:
    """What happened to the parcel, newest first."""
    events = [event for parcel in seen.parcels for event in parcel.history]
    if not events:
        return tracking(seen, today)
    latest = sorted(events, key=lambda event: event.at)[-3:][::-1]
    told = [
        f"{event.status.replace('_', ' ').lower()} in {place(event.location)} "
        f"{say.day(event.at.date(), today)}"
        for event in latest
    ]
    return f"The latest: {say.listing(told)}."


def orders(seen: Sequence[facts.OrderSummary]) -> str:
    """A customer's orders, the newest three by what is in them."""
    if not seen:
        return "I don't see any orders on your account."
    named = [
        f"{say.listing([item.name for item in order.items])}, which {STATES[order.state]}"
        for order in seen[:3]
    ]
    more = "" if len(seen) <= len(named) else f", and {len(seen) - len(named)} earlier ones"
    return f"You have {say.count(len(seen), 'order')}: {'; '.join(named)}{more}."


def refunds(promises: Sequence[facts.RefundPromise]) -> str:
    """How much goes back, where, and when."""
    return " ".join(
        f"That's {say.money(p.amount)} back to {PAID_BY[p.method]} "
        f"{'at once' if p.at_once else 'in five to seven business days'}."
        for p in promises
    )


def settlement(seen: facts.Settlement) -> str:
    """What a change costs or gives back."""
    if seen.difference == 0:
        return "There's no difference in price."
    if seen.difference > 0:
        return f"The difference of {say.money(seen.difference)} is paid by {PAID_BY[seen.method]}."
    return f"The difference of {say.money(-seen.difference)} goes back to {PAID_BY[seen.method]}."


def delivery_change(seen: facts.DeliveryChanged) -> str:
    """What a delivery change costs and when it takes effect."""
    cost = "It's free" if seen.fee == 0 else f"It costs {say.money(seen.fee)}"
    return f"{cost} and takes one to two hours."


def issue(seen: facts.DeliveryIssueOpened) -> str:
    """What is promised, by when, and whether a photo helps."""
    span = {
        "damaged_package": "within a day or two",
        "missing_items": "in three to five business days",
        "never_received": "in five to seven business days",
    }.get(seen.kind, "in three to five business days")
    photo = " A photo of it will speed that up." if seen.photo_helps else ""
    return f"I'm sorry about that. {PROMISES[seen.promise]}, and you'll hear from us {span}.{photo}"


def invoice(seen: facts.Invoice) -> str:
    """The bill, in one breath."""
    lines = [f"{say.money(line.amount)} for {line.description.lower()}" for line in seen.lines[:4]]
    refunded = "" if seen.refunded == 0 else f" {say.money(seen.refunded)} was refunded."
    return f"The total is {say.money(seen.total)}: {say.listing(lines)}.{refunded}"


def charge(seen: facts.ChargeExplained, today: date) -> str:
    """What an amount on the statement was for."""
    lead = "That was" if seen.exact else "The nearest charge I see is"
    return (
        f"{lead} {say.money(seen.amount)} charged {say.day(seen.charged_at.date(), today)}, "
        f"for {seen.description}."
    )


def dispute(seen: facts.DisputeOpened) -> str:
    """What happens with a disputed charge."""
    if seen.needs_person:
        return "I've opened a case for that. A colleague has to look at it; shall I get you one?"
    return "I've opened a case for that charge, and you'll have an answer in a few business days."
