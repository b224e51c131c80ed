"""What is said of gift cards, subscriptions, warranties and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain import facts
from spoken import say
from tools.words.orders import PAID_BY

EVERY: dict[str, str] = {
    "weekly": "every week",
    "every_two_weeks": "every two weeks",
    "monthly": "every month",
    "every_two_months": "every two months",
    "every_three_months": "every three months",
}
_LISTED = 3
_SOON = 90
"""Days that are worth counting."""


def gift_cards(cards: Sequence[facts.GiftCard], today: date) -> str:
    """What is left on each gift card, and until when."""
    if not cards:
        return "I don't see a gift card on your account."
    told = [_gift_card(card, today) for card in cards[:_LISTED]]
    if len(told) == 1:
        return f"Your gift card {told[0]}."
    return f"You have {say.count(len(cards), 'gift card')}: one {'; another one '.join(told)}."


def _gift_card(card: facts.GiftCard, today: date) -> str:
    held = f"has {say.money(card.balance)} on it"
    if card.expires_on is None:
        return f"{held} and doesn't expire"
    if card.expired:
        return f"expired {say.day(card.expires_on, today)}, with {say.money(card.balance)} on it"
    return f"{held} and is good until {_bare(card.expires_on, today)}"


def _bare(when: date, today: date) -> str:
    """A day as the end of "until": without the "on" that goes before one."""
    return say.day(when, today).removeprefix("on ")


def subscriptions(seen: Sequence[facts.SubscriptionInfo], today: date) -> str:
    """What comes again and again, and when each is charged next."""
    running = [one for one in seen if one.state != "cancelled"]
    if not running:
        return "You have no subscription running."
    told = [_subscription(one, today) for one in running[:_LISTED]]
    more = " There are more." if len(running) > _LISTED else ""
    return f"{' '.join(told)}{more}"


def _subscription(one: facts.SubscriptionInfo, today: date) -> str:
    what = f"Your subscription to the {one.name}, {EVERY[one.every]},"
    if one.next_charge_on is None:
        return f"{what} is paused."
    when = say.day(one.next_charge_on, today)
    return f"{what} is charged next {when}: {say.money(one.amount)} by {PAID_BY[one.paid_by]}."


def would_change(seen: facts.SubscriptionChanged, today: date) -> str:
    """What a change of a subscription would mean."""
    one = seen.subscription
    doing = {
        "pause": f"I'd pause your subscription to the {one.name}; nothing more is charged.",
        "resume": f"I'd start your subscription to the {one.name} again.",
        "skip": f"I'd skip the next delivery of the {one.name}.",
        "change_interval": f"I'd send you the {one.name} {EVERY[one.every]}.",
        "cancel": f"I'd cancel your subscription to the {one.name} for good.",
    }[seen.wish]
    return f"{doing}{_next_charge(one, today, 'would be')}"


def changed(seen: facts.SubscriptionChanged, today: date) -> str:
    """What became of a subscription."""
    one = seen.subscription
    done = {
        "pause": f"Your subscription to the {one.name} is paused, and nothing is charged.",
        "resume": f"Your subscription to the {one.name} runs again.",
        "skip": f"The next delivery of the {one.name} is skipped.",
        "change_interval": f"You get the {one.name} {EVERY[one.every]} from now on.",
        "cancel": f"Your subscription to the {one.name} is cancelled. Nothing more is charged.",
    }[seen.wish]
    return f"{done}{_next_charge(one, today, 'is')}"


def _next_charge(one: facts.SubscriptionInfo, today: date, verb: str) -> str:
    if one.next_charge_on is None:
        return ""
    when = say.day(one.next_charge_on, today)
    return f" The next charge {verb} {say.money(one.amount)} {when}."


def warranties(seen: Sequence[facts.Warranty], today: date) -> str:
    """How long each is covered, and how a claim is made where one is."""
    told = [_warranty(one, today) for one in seen[:_LISTED]]
    covered = any(one.state in ("covered", "lifetime") for one in seen[:_LISTED])
    claim = " If it's faulty, tell me what's wrong and I'll get it to a colleague."
    return f"{' '.join(told)}{claim if covered else ''}"


def _warranty(one: facts.Warranty, today: date) -> str:
    match one.state:
        case "lifetime":
            return f"There's a lifetime warranty on the {one.name}."
        case "none":
            return f"There's no warranty on the {one.name}."
        case "starts_at_delivery":
            return f"The warranty on the {one.name} is {_months(one)} from the day of delivery."
    ends = date.max if one.ends_on is None else one.ends_on
    if one.state == "over":
        return f"The warranty on the {one.name} ended {say.day(ends, today)}."
    if one.days_left == 0:
        return f"Today is the last day of the warranty on the {one.name}."
    soon = one.days_left is not None and one.days_left <= _SOON
    left = f", {say.days(one.days_left or 0)} left" if soon else ""
    return f"The warranty on the {one.name} runs until {_bare(ends, today)}{left}."


def _months(one: facts.Warranty) -> str:
    years, rest = divmod(one.months or 0, 12)
    return say.count(years, "year") if years and not rest else say.count(one.months or 0, "month")


def quote(seen: facts.QuoteMade, today: date) -> str:
    """What so many cost, how long that holds, and who follows it up."""
    lines = [
        f"{say.number(line.quantity)} of the {line.name} at {say.money(line.unit_price)} each"
        for line in seen.lines[:_LISTED]
    ]
    until = _bare(seen.valid_until, today)
    return (
        f"That's {say.listing(lines)}, {say.money(seen.total)} in all, good until {until}. "
        "A colleague will call you about it."
    )
