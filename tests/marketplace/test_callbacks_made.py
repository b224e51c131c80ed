"""A promise to call back is kept, tried again, or given up; never against the customer's wish."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Refusal
from tests.marketplace.fixtures import Acting, Clock

LINE = "+14155550123"


async def promised(acting: Acting) -> str:
    arranged = await acting(None).support.request_callback("a lamp", phone_number=LINE)
    return arranged.callback_id


async def settled(acting: Acting, callback_id: str) -> None:
    with pytest.raises(Refusal) as refused:
        await acting(None).callbacks.to_dial(callback_id)
    assert refused.value.code == "callback_not_found"
    assert await acting(None).callbacks.waiting() == []


async def test_the_earliest_is_first_and_only_who_dials_learns_the_number(
    acting: Acting, clock: Clock
) -> None:
    first = await promised(acting)
    clock.advance(minutes=1)
    second = await promised(acting)
    waiting = await acting(None).callbacks.waiting()
    assert [one.callback_id for one in waiting] == [first, second]
    assert LINE not in repr(waiting)
    whom = await acting(None).callbacks.to_dial(first)
    assert (whom.phone_number, whom.allowed) == (LINE, True)
    assert LINE not in repr(whom)


async def test_whoever_was_reached_is_not_called_again(acting: Acting) -> None:
    callback_id = await promised(acting)
    assert (await acting(None).callbacks.tried(callback_id, "reached")).outcome == "reached"
    await settled(acting, callback_id)


async def test_three_calls_that_nobody_answers_are_enough(acting: Acting, clock: Clock) -> None:
    callback_id = await promised(acting)
    for _ in range(2):
        tried = await acting(None).callbacks.tried(callback_id, "missed")
        assert tried.outcome is None
        assert tried.call_at >= clock() + timedelta(hours=1)
    assert (await acting(None).callbacks.tried(callback_id, "missed")).outcome == "given_up"
    await settled(acting, callback_id)


async def test_whoever_asked_not_to_be_called_meanwhile_is_not(acting: Acting) -> None:
    callback_id = await promised(acting)
    await acting(None).do_not_call.add(LINE)
    assert not (await acting(None).callbacks.to_dial(callback_id)).allowed
    await acting(None).callbacks.tried(callback_id, "not_allowed")
    await settled(acting, callback_id)
