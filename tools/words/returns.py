"""What is said of returns, exchanges and refunds."""

from __future__ import annotations

from datetime import date

from domain import facts
from spoken import say
from tools.words.orders import PAID_BY, settlement

STATES: dict[str, str] = {
    "label_sent": "we've emailed you the label and are waiting for the parcel",
    "pickup_scheduled": "the carrier is booked to pick it up",
    "in_transit": "it's on its way back to us",
    "received": "we have it, and the refund comes next",
    "refunded": "it's settled and the money is on its way",
}
WINDOWS: dict[str, str] = {
    "morning": "in the morning",
    "afternoon": "in the afternoon",
    "evening": "in the evening",
}


def eligibility(seen: facts.Eligibility, today: date) -> str:
    """What of an order can go back, and until when."""
    able = [item for item in seen.items if item.eligible]
    if not able:
        return seen.detail or "I'm sorry, nothing of that order can be sent back."
    days = [item.return_by for item in able if item.return_by is not None]
    until = f", until {_bare(min(days), today)}" if days else ""
    opened = [d for d in (item.return_by_if_opened for item in able) if d is not None]
    shorter = ""
    if days and opened and min(opened) < min(days):
        shorter = f" If it was opened, until {_bare(min(opened), today)}."
    return f"You can send back {say.listing([item.name for item in able])}{until}.{shorter}"


def _bare(when: date, today: date) -> str:
    """A day as the end of "is": without the "on" that goes before one."""
    return say.day(when, today).removeprefix("on ")


def would_return(seen: facts.ReturnOpened) -> str:
    """What opening a return would mean."""
    return (
        f"I'd open a return for {say.listing(seen.items)}, and "
        f"{say.money(seen.refund_amount)} would go back to {PAID_BY[seen.refund_method]}."
    )


def opened(seen: facts.ReturnOpened, today: date) -> str:
    """What happens now that a return is open."""
    return (
        "Your return is open and the label is on its way by email. The last day to send it is "
        f"{_bare(seen.send_back_by, today)}; {say.money(seen.refund_amount)} goes back to "
        f"{PAID_BY[seen.refund_method]}."
    )


def would_exchange(seen: facts.ExchangeOpened) -> str:
    """What an exchange would mean."""
    return (
        f"I'd exchange {say.listing(seen.items)} for {say.listing(seen.replacements)}. "
        f"{settlement(seen.settlement)}"
    )


def exchanged(seen: facts.ExchangeOpened, today: date) -> str:
    """What happens now that an exchange is open."""
    return (
        f"Your exchange is open, and {say.listing(seen.replacements)} is set aside for you. The "
        f"label comes by email; the last day to send it back is {_bare(seen.send_back_by, today)}."
    )


def pickup(seen: facts.PickupScheduled, today: date) -> str:
    """When the carrier comes by."""
    return f"The carrier comes {say.day(seen.day, today)}, {WINDOWS[seen.window]}."


def quote(seen: facts.RefundQuote) -> str:
    """What a refund would come to."""
    return f"I'd refund {say.money(seen.amount)}."


def refunded(seen: facts.Refunded) -> str:
    """What was refunded, where to, and when it is there."""
    promise = seen.refund
    when = "at once" if promise.at_once else "in five to seven business days"
    return f"That's {say.money(promise.amount)} back to {PAID_BY[promise.method]} {when}."


def status(seen: facts.ReturnStatus, today: date) -> str:
    """Where a return or exchange stands."""
    subject = f"Your {seen.kind} of {say.listing(seen.items)}"
    if seen.state == "label_sent":
        return f"{subject}: {STATES['label_sent']}, due {say.day(seen.send_back_by, today)}."
    return f"{subject}: {STATES[seen.state]}."
