"""What comes again and again: when it is charged next, and how that can be changed.

This is the schedule alone. Charging and sending on those days is a shop's own billing, which the
embedded marketplace has not: a day that passes leaves no order and no payment, and none is told of.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import assert_never

from sqlalchemy import Select, select

from marketplace.refusals import (
    ChargedToday,
    DeliveryAlreadySkipped,
    InvalidRequest,
    SameInterval,
    SubscriptionAmbiguous,
    SubscriptionEnded,
    SubscriptionNotFound,
    SubscriptionNotPaused,
    SubscriptionPaused,
)
from marketplace.rules import matching
from marketplace.rules.references import canonical
from marketplace.schemas import (
    Interval,
    SubscriptionChanged,
    SubscriptionChangeIn,
    SubscriptionInfo,
)
from marketplace.tables import PaymentMethod, Subscription
from marketplace.work import UnitOfWork

_DAY = timedelta(days=1)
_WEEKS: dict[str, int] = {"weekly": 1, "every_two_weeks": 2}
_MONTHS: dict[str, int] = {"monthly": 1, "every_two_months": 2, "every_three_months": 3}
_ABOUT = frozenset({"subscription", "one", "for", "that", "this", "with", "deliverie", "delivery"})


def after(day: date, every: str) -> date:
    """The charge that follows one on that day; a month that is too short ends on its last day."""
    if every in _WEEKS:
        return day + timedelta(weeks=_WEEKS[every])
    months = day.year * 12 + day.month - 1 + _MONTHS[every]
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


async def of_customer(work: UnitOfWork, customer_id: str) -> list[SubscriptionInfo]:
    """The customer's subscriptions, those that ended last."""
    rows = await work.session.execute(
        _of(customer_id).order_by(
            Subscription.state == "cancelled", Subscription.next_charge_on, Subscription.name
        )
    )
    return [_info(work, subscription, kind) for subscription, kind in rows]


async def change(
    work: UnitOfWork, customer_id: str, asked: SubscriptionChangeIn
) -> SubscriptionChanged:
    """Changes one subscription.

    Raises:
        SubscriptionNotFound: there is none like that, or it belongs to somebody else.
        SubscriptionAmbiguous: several could be meant.
        SubscriptionEnded: it was cancelled.
        SubscriptionPaused: it is paused, so that nothing is left to pause, skip or move.
        SubscriptionNotPaused: it is to be resumed and runs.
        DeliveryAlreadySkipped: the next delivery is skipped already.
        SameInterval: it comes that often.
        ChargedToday: today's delivery is being packed.
    """
    rows = (await work.session.execute(_of(customer_id).with_for_update(of=Subscription))).all()
    kinds = {row.Subscription.subscription_id: row.kind for row in rows}
    found = _pick([row.Subscription for row in rows], asked.subscription)
    if found.state == "cancelled":
        raise SubscriptionEnded
    charged_on, found.next_charge_on = _dates(found, work.now.date())
    if charged_on != found.charged_on:
        found.charged_on, found.skipped = charged_on, False
    _apply(work, found, asked)
    info = _info(work, found, kinds[found.subscription_id])
    return SubscriptionChanged(wish=asked.wish, subscription=info)


def _of(customer_id: str) -> Select[Subscription, str]:
    return (
        select(Subscription, PaymentMethod.kind)
        .join(PaymentMethod, PaymentMethod.method_id == Subscription.method_id)
        .where(Subscription.customer_id == customer_id)
    )


def _pick(rows: Sequence[Subscription], wanted: str | None) -> Subscription:
    """The one that a number or words mean; without either, or with none that help, the only one."""
    number = canonical(wanted or "")
    exact = [row for row in rows if row.subscription_id == number]
    if exact:
        return exact[0]
    asked = matching.words(wanted or "") - _ABOUT
    named = [row for row in rows if asked and asked <= matching.words(row.name)]
    fits = named if asked else list(rows)
    running = [row for row in fits if row.state != "cancelled"]
    fits = running or fits
    if not fits:
        raise SubscriptionNotFound
    if len(fits) > 1:
        raise SubscriptionAmbiguous(subscriptions=[f"the {row.name}" for row in fits])
    return fits[0]


def _apply(work: UnitOfWork, found: Subscription, asked: SubscriptionChangeIn) -> None:
    today = work.now.date()
    match asked.wish:
        case "resume":
            if found.state != "paused":
                raise SubscriptionNotPaused
            found.state = "active"
            found.next_charge_on = max(found.next_charge_on, today + _DAY)
        case "cancel":
            _refuse_if_charged_today(found, today)
            found.state = "cancelled"
            found.ended_at = work.now
        case "pause":
            _refuse_unless_running(found, today)
            found.state = "paused"
        case "skip":
            _refuse_unless_running(found, today)
            if found.skipped:
                raise DeliveryAlreadySkipped
            found.next_charge_on = after(found.next_charge_on, found.every)
            found.skipped = True
        case "change_interval":
            _refuse_unless_running(found, today)
            if asked.every is None:
                raise InvalidRequest(fields=["every"])
            _set_interval(found, asked.every, today)
        case _:
            assert_never(asked.wish)


def _set_interval(found: Subscription, every: Interval, today: date) -> None:
    if found.every == every:
        raise SameInterval
    found.every = every
    found.next_charge_on = max(after(found.charged_on, every), today + _DAY)


def _refuse_unless_running(found: Subscription, today: date) -> None:
    if found.state == "paused":
        raise SubscriptionPaused
    _refuse_if_charged_today(found, today)


def _refuse_if_charged_today(found: Subscription, today: date) -> None:
    if found.state == "active" and found.next_charge_on == today:
        raise ChargedToday


def _dates(row: Subscription, today: date) -> tuple[date, date]:
    """The last and the next day of the schedule, as of today: an active one goes on by itself."""
    charged, following = row.charged_on, row.next_charge_on
    while row.state == "active" and following < today:
        charged, following = following, after(following, row.every)
    return charged, following


def _info(work: UnitOfWork, row: Subscription, kind: str) -> SubscriptionInfo:
    _, following = _dates(row, work.now.date())
    return SubscriptionInfo.model_validate(
        {
            "subscription_id": row.subscription_id,
            "name": row.name,
            "quantity": row.quantity,
            "every": row.every,
            "state": row.state,
            "amount": row.unit_price * row.quantity,
            "next_charge_on": following if row.state == "active" else None,
            "paid_by": kind,
        }
    )
