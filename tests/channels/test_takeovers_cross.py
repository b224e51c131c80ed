"""Desk, telephone and hang-up cross: nobody listens in, and nobody waits in vain."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from channels.voice import searching
from tests.channels.taking_over import FIRST, SECOND, Settings, waiting
from tests.house import TestHouse


async def test_who_answers_after_the_desk_has_taken_is_hung_up_on(house: TestHouse) -> None:
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.taken_while_it_rings()
        call.phones.pick_up.set()
        await call.happened.until("hung up")
        assert call.phones.hung_up == [FIRST]
        assert not call.people.present


async def test_who_was_taken_by_someone_who_never_comes_hears_that_nobody_does(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMES_WITHIN", 0.03)
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        ticket = await call.taken_while_it_rings()
        call.phones.pick_up.set()
        await call.happened.until("step not_reached")
        assert call.phones.hung_up == [FIRST]
        assert call.phones.rung == [FIRST, SECOND]
        assert await call.on_the_line() == [ticket]


async def test_who_answers_while_the_desk_comes_in_is_not_left_listening(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def slow(*_: object) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.taken_while_it_rings()
        monkeypatch.setattr(type(call.desk), "take", slow)
        call.phones.pick_up.set()
        await asked.wait()
        call.room.joins("person-1")
        await call.happened.until("said")
        assert call.phones.hung_up == [FIRST]
        assert set(call.room.remote_participants) == {"caller", "person-1"}


async def test_nobody_is_rung_for_a_caller_who_hung_up_while_being_put_on_the_line(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with waiting(house, phones=True) as call:
        asked, go_on = asyncio.Event(), asyncio.Event()
        wait = type(call.desk).wait

        async def slow(*args: Any, **about: Any) -> Any:
            asked.set()
            await go_on.wait()
            return await wait(*args, **about)

        monkeypatch.setattr(type(call.desk), "wait", slow)
        asking = asyncio.create_task(call.asks())
        await asked.wait()
        call.room.leaves("caller")
        await call.people.close()
        go_on.set()
        await asking
        await call.settled()
        assert call.phones.rung == []


async def test_a_person_who_comes_as_the_caller_hangs_up_keeps_nothing_open(
    house: TestHouse,
) -> None:
    async with waiting(house, settings=Settings(agent_with_person="leaves")) as call:
        await call.desk.waiting()
        await call.asks()
        call.room.leaves("caller")
        await call.taken_at_the_desk()
        await call.settled()
        async with asyncio.timeout(5):
            assert await call.people.close()
        assert call.session.said == []


async def test_a_person_who_is_there_is_not_given_up_for_something_else(house: TestHouse) -> None:
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.asks()
        await call.happened.until("rings")
        call.session.lasts = asyncio.Event()  # the introduction
        call.phones.pick_up.set()
        await call.happened.until("said")
        await call.people.no_longer_wanted()
        call.session.lasts.set()
        await call.settled()
        assert call.people.present
        assert not call.session.speaks
        assert call.phones.hung_up == []
