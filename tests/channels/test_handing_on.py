"""A caller's own telephone call is handed on to a colleague's: a cold transfer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from channels.voice import person, searching
from tests.channels.taking_over import FIRST, SECOND, Settings, told, waiting
from tests.house import TestHouse
from tools.support import TOLD


async def test_a_call_by_telephone_may_be_handed_on(house: TestHouse) -> None:
    cold = Settings(person_transfer="cold")
    async with waiting(
        house, settings=cold, phones=True, answering=(SECOND,), by_telephone=True
    ) as call:
        assert await call.asks() == TOLD["sought"]
        await call.happened.until("step handed_on")
        assert call.session.said == [person.HANDED_ON]
        assert call.phones.rung == [FIRST, SECOND]


async def test_who_is_being_handed_on_is_no_longer_the_desks(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMES_WITHIN", 0.0)
    cold = Settings(person_transfer="cold")
    async with waiting(
        house, settings=cold, phones=True, answering=(FIRST,), by_telephone=True
    ) as call:
        call.session.lasts = asyncio.Event()  # the announcement
        await call.asks()
        await call.happened.until("said")
        looks = 0
        looked = asyncio.Event()
        still_here = type(call.desk).still_here

        async def counted(*args: Any, **about: Any) -> Any:
            nonlocal looks
            looks += 1
            if looks > 2:
                looked.set()
            return await still_here(*args, **about)

        monkeypatch.setattr(type(call.desk), "still_here", counted)
        await looked.wait()
        assert await call.on_the_line() == []
        call.session.lasts.set()
        await call.happened.until("step handed_on")


async def test_nobody_is_handed_on_before_they_were_told_what_comes(house: TestHouse) -> None:
    cold = Settings(person_transfer="cold")
    async with waiting(
        house, settings=cold, phones=True, answering=(FIRST,), by_telephone=True
    ) as call:
        call.session.answers = asyncio.Event()
        await call.asks()
        await call.happened.until("waits for its turn")
        assert call.session.said == []
        call.session.answers.set()
        await call.happened.until("step handed_on")


async def test_a_call_that_nobody_takes_over_stays_with_the_agent(house: TestHouse) -> None:
    cold = Settings(person_transfer="cold")
    async with waiting(house, settings=cold, phones=True, by_telephone=True) as call:
        await call.asks()
        await call.happened.until("step not_reached")
        assert told(call.caller.call) == [person.NOBODY_CAME]
        assert len(await call.on_the_line()) == 1


async def test_a_page_cannot_be_handed_on_and_the_telephone_is_fetched(house: TestHouse) -> None:
    cold = Settings(person_transfer="cold")
    async with waiting(house, settings=cold, phones=True, answering=(FIRST,)) as call:
        call.phones.pick_up.set()
        await call.asks()
        await call.happened.until("step joined phone")
