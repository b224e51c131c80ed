"""What is said of a shop: its sales, its listings, its payouts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain import facts
from spoken import say

STATUSES: dict[str, str] = {
    "to_ship": "still to be sent",
    "shipped": "on its way",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "sent_back": "sent back",
}
WHICH_PRICE = ("What should the new price be, in dollars?", "price")
WHICH_STOCK = ("How many are in stock now?", "stock")
STEEP = 50
"""Percent: a change of a price above this is said plainly, since it may be a slip."""


def dashboard(seen: facts.SellerDashboard) -> str:
    """How a shop stands, in two sentences."""
    scarce = ""
    if seen.low_stock:
        first, *others = dict.fromkeys(item.name for item in seen.low_stock)
        scarce = f" The {first} is running low{', and so are others' if others else ''}."
    trouble = ""
    if seen.open_issues or seen.open_returns:
        issues = say.count(seen.open_issues, "open delivery issue")
        trouble = f" There are {issues} and {say.count(seen.open_returns, 'return')} on the way."
    return (
        f"You have {say.count(seen.to_ship, 'order')} to send, and sold for "
        f"{say.money(seen.revenue_this_month)} this month.{scarce}{trouble}"
    )


def sales(seen: Sequence[facts.Sale], status: facts.SaleStatus | None) -> str:
    """The newest three sales by what is in them."""
    if not seen:
        kind = f" that are {STATUSES[status]}" if status else ""
        return f"I don't see any orders{kind} in your shop."
    are = "is" if len(seen) == 1 else "are"
    kind = f" that {are} {STATUSES[status]}" if status else ""
    named = [
        f"{say.reference(sale.order_id)}, {say.listing([item.name for item in sale.items])}"
        + ("" if status else f", {STATUSES[sale.status]}")
        for sale in seen[:3]
    ]
    more = "" if len(seen) <= len(named) else f"; and {len(seen) - len(named)} more"
    return f"You have {say.count(len(seen), 'order')}{kind}: {'; '.join(named)}{more}."


def would_update(seen: facts.ListingChanged) -> str:
    """What a change of a listing would mean; a steep one in so many words."""
    return f"I'd change {_change(seen)}.{_steep(seen)}"


def updated(seen: facts.ListingChanged) -> str:
    """What a listing says now."""
    return f"Done: I've changed {_change(seen)}."


def shipped(seen: facts.SaleShipped) -> str:
    """What the buyer can see now."""
    rest = "" if seen.order_shipped else " Another seller's part of that order is still to come."
    return f"Marked as shipped with {seen.carrier}; the buyer can follow it now.{rest}"


def payouts(seen: facts.PayoutStatus, today: date) -> str:
    """The next payout and what waits, or the last one."""
    said = []
    if seen.scheduled is not None:
        when = say.day(seen.scheduled.pay_on, today)
        said.append(f"Your next payout is {say.money(seen.scheduled.amount)}, {when}.")
    elif seen.last_paid is not None:
        when = say.day(seen.last_paid.pay_on, today)
        said.append(f"Your last payout was {say.money(seen.last_paid.amount)}, {when}.")
    waits = f"{say.money(seen.pending)} of delivered orders is pending"
    said.append(f"After our {say.number(seen.commission_percent)} percent, {waits}.")
    return " ".join(said)


def issue(seen: facts.SellerIssueReported, today: date) -> str:
    """Until when somebody answers."""
    by = say.day(seen.answer_by.date(), today)
    return f"I've passed that to our seller team; they'll answer by {by.removeprefix('on ')}."


def _change(seen: facts.ListingChanged) -> str:
    version = f" in {seen.versions[0]}" if len(seen.versions) == 1 else ""
    every = " in every version" if len(seen.versions) > 1 else ""
    of = f"of the {seen.name}{version}{every}"
    changed = []
    if seen.old_price is not None and seen.new_price is not None:
        was, now = say.money(seen.old_price), say.money(seen.new_price)
        changed.append(f"the price {of} from {was} to {now}")
    if seen.old_stock is not None and seen.new_stock is not None:
        was, now = say.number(seen.old_stock), say.number(seen.new_stock)
        changed.append(f"the stock {of if not changed else ''} from {was} to {now}")
    return " ".join(say.listing(changed).split())


def _steep(seen: facts.ListingChanged) -> str:
    percent = seen.price_change_percent or 0
    if abs(percent) <= STEEP:
        return ""
    way = "more" if percent > 0 else "less"
    return f" That's {say.number(abs(percent))} percent {way} than now."
