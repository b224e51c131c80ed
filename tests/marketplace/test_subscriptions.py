"""Subscriptions: the next charge, each change, and each rule that forbids one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from marketplace.rules.subscriptions import after
from marketplace.tables import Subscription
from tests.marketplace.fixtures import START, Acting, Clock, Stored, refused_as

TODAY = START.date()


@pytest.mark.parametrize(
    ("day", "every", "following"),
    [
        (date(2031, 1, 31), "monthly", date(2031, 2, 28)),
        (date(2031, 12, 15), "monthly", date(2032, 1, 15)),
        (date(2031, 11, 30), "every_three_months", date(2032, 2, 29)),
        (date(2031, 3, 5), "every_two_months", date(2031, 5, 5)),
        (date(2031, 3, 5), "every_two_weeks", date(2031, 3, 19)),
        (date(2031, 12, 29), "weekly", date(2032, 1, 5)),
    ],
)
def test_the_day_of_the_next_charge(day: date, every: str, following: date) -> None:
    assert after(day, every) == following


async def test_a_customer_sees_theirs_and_what_is_charged_when(acting: Acting) -> None:
    [socks] = await acting("CUST-1001").extras.subscriptions()
    assert (socks.subscription_id, socks.amount) == ("SUB-1001", Decimal("46.50"))
    assert socks.next_charge_on == TODAY + timedelta(days=12)
    janes = await acting("CUST-1002").extras.subscriptions()
    assert {one.state for one in janes} == {"active", "paused"}
    assert await acting("CUST-0000").extras.subscriptions() == []


async def test_charges_go_on_by_themselves(acting: Acting, clock: Clock) -> None:
    clock.advance(days=40)
    [one] = [s for s in await acting("CUST-1003").extras.subscriptions() if s.state == "active"]
    assert one.next_charge_on is not None
    assert clock.now.date() <= one.next_charge_on <= clock.now.date() + timedelta(days=31)


async def test_pause_and_resume(acting: Acting) -> None:
    paused = await acting("CUST-1001").extras.change_subscription("pause")
    assert (paused.subscription.state, paused.subscription.next_charge_on) == ("paused", None)
    for wish in ("pause", "skip"):
        attempt = acting("CUST-1001").extras.change_subscription(wish)
        assert await refused_as(attempt) == "subscription_paused"
    back = await acting("CUST-1001").extras.change_subscription("resume")
    assert back.subscription.next_charge_on == TODAY + timedelta(days=12)
    again = acting("CUST-1001").extras.change_subscription("resume")
    assert await refused_as(again) == "subscription_not_paused"


async def test_one_that_was_paused_for_long_is_not_charged_for_the_past(
    acting: Acting, clock: Clock
) -> None:
    await acting("CUST-1001").extras.change_subscription("pause")
    clock.advance(days=90)
    back = await acting("CUST-1001").extras.change_subscription("resume")
    assert back.subscription.next_charge_on == clock.now.date() + timedelta(days=1)


async def test_one_delivery_is_skipped_at_a_time(acting: Acting) -> None:
    [one] = await acting("CUST-1001").extras.subscriptions()
    assert one.next_charge_on is not None
    skipped = await acting("CUST-1001").extras.change_subscription("skip")
    assert skipped.subscription.next_charge_on == after(one.next_charge_on, one.every)
    again = acting("CUST-1001").extras.change_subscription("skip")
    assert await refused_as(again) == "delivery_already_skipped"


async def test_another_interval(acting: Acting) -> None:
    john = acting("CUST-1001")
    changed = await john.extras.change_subscription("change_interval", every="monthly")
    assert changed.subscription.every == "monthly"
    assert changed.subscription.next_charge_on == TODAY + timedelta(days=1)
    same = acting("CUST-1001").extras.change_subscription("change_interval", every="monthly")
    assert await refused_as(same) == "same_interval"
    bare = acting("CUST-1001").extras.change_subscription("change_interval")
    assert await refused_as(bare) == "invalid_request"


async def test_cancelled_is_cancelled(acting: Acting) -> None:
    done = await acting("CUST-1001").extras.change_subscription("cancel", "socks")
    assert done.subscription.state == "cancelled"
    for wish in ("cancel", "pause", "resume", "skip"):
        attempt = acting("CUST-1001").extras.change_subscription(wish)
        assert await refused_as(attempt) == "subscription_ended"


async def test_on_the_day_of_a_charge_nothing_changes(acting: Acting, clock: Clock) -> None:
    clock.advance(days=12)
    for wish in ("pause", "skip", "cancel"):
        attempt = acting("CUST-1001").extras.change_subscription(wish)
        assert await refused_as(attempt) == "charged_today"
    clock.advance(days=1)
    await acting("CUST-1001").extras.change_subscription("cancel")


async def test_which_one_is_meant(acting: Acting) -> None:
    jane = acting("CUST-1002")
    assert await refused_as(jane.extras.change_subscription("cancel")) == "subscription_ambiguous"
    named = await jane.extras.change_subscription("cancel", "my sunscreen subscription")
    assert named.subscription.subscription_id == "SUB-1003"
    left = await acting("CUST-1002").extras.change_subscription("skip")
    assert left.subscription.subscription_id == "SUB-1002"
    unknown = acting("CUST-1002").extras.change_subscription("skip", "coffee beans")
    assert await refused_as(unknown) == "subscription_not_found"


async def test_not_yours_and_not_there_sound_the_same(acting: Acting, stored: Stored) -> None:
    said = []
    for number in ("SUB-1002", "SUB-9999"):
        with pytest.raises(Refusal) as refused:
            await acting("CUST-1003").extras.change_subscription("cancel", number)
        said.append((refused.value.code, refused.value.say))
    assert said[0] == said[1]
    assert said[0][0] == "subscription_not_found"
    states = await stored(select(Subscription.state).where(Subscription.customer_id == "CUST-1002"))
    assert sorted(states) == ["active", "paused"]


async def test_a_wish_is_done_once_and_a_rehearsal_not_at_all(
    acting: Acting, stored: Stored
) -> None:
    due = select(Subscription.next_charge_on).where(Subscription.subscription_id == "SUB-1001")
    before = await stored(due)
    seen = await acting("CUST-1001").rehearsing().extras.change_subscription("skip")
    assert await stored(due) == before
    first = await acting("CUST-1001", "one wish").extras.change_subscription("skip")
    again = await acting("CUST-1001", "one wish").extras.change_subscription("skip")
    assert first == again == seen


async def test_a_locked_account_keeps_its_subscriptions(acting: Acting) -> None:
    await acting(None).security.lock_account("+14155550100", call_id="1")
    attempt = acting("CUST-1001").extras.change_subscription("cancel")
    assert await refused_as(attempt) == "account_locked"
