"""A person takes over at the desk: comes, is introduced, leaves; and when nobody comes."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from livekit import rtc

from agents.speaking import SessionVoice
from channels.voice import person, searching
from channels.voice.bad_line import BadLine
from channels.voice.room import listen_for_keys
from channels.voice.silence import Silence
from domain.errors import Unavailable
from tests.channels.taking_over import FIRST, Settings, waiting
from tests.house import TestHouse
from tools.support import TOLD


async def test_a_person_at_the_desk_takes_over_and_the_agent_goes_on_afterwards(
    house: TestHouse,
) -> None:
    async with waiting(house) as call:
        await call.desk.waiting()  # somebody sits there
        assert await call.asks() == TOLD["sought"]
        assert call.people.awaited
        assert not call.people.present

        await call.taken_at_the_desk()
        await call.happened.until("said")
        assert call.session.said == [person.AT_THE_DESK]
        assert call.people.present
        assert not call.people.awaited
        assert not call.session.hears
        assert not call.session.speaks

        call.room.leaves("person-1")
        await call.happened.until(f"said {person.BACK}")
        assert not call.people.present
        assert not call.people.awaited
        assert call.session.hears
        assert call.session.speaks
        assert call.session.waited_for_caller == 1
        assert call.steps == ["sought", "joined desk", "left"]
        assert await call.on_the_line() == []


async def test_the_agent_is_back_at_once_however_slow_the_desk_is_to_hear_of_it(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asyncio.Event()

    async def slow(*_: object, **__: object) -> None:
        await told.wait()

    async with waiting(house) as call:
        await call.desk.waiting()
        await call.asks()
        await call.taken_at_the_desk()
        await call.happened.until("said")
        monkeypatch.setattr(type(call.desk), "end", slow)
        call.room.leaves("person-1")
        await call.happened.until(f"said {person.BACK}")
        closing = asyncio.create_task(call.people.close())
        await call.settled()
        assert not closing.done(), "the desk is told of it even so"
        told.set()
        await closing


async def test_afterwards_the_agent_may_say_goodbye(house: TestHouse) -> None:
    async with waiting(house, settings=Settings(after_person="goodbye")) as call:
        await call.desk.waiting()
        await call.asks()
        await call.taken_at_the_desk()
        await call.happened.until("said")
        call.room.leaves("person-1")
        await call.happened.until(f"said {person.GOODBYE}")
        assert call.caller.call.state.ended


async def test_an_agent_that_leaves_leaves_them_the_room_until_one_hangs_up(
    house: TestHouse,
) -> None:
    async with waiting(house, settings=Settings(agent_with_person="leaves")) as call:
        await call.desk.waiting()
        await call.asks()
        await call.taken_at_the_desk()
        await call.happened.until("session over")
        assert not call.options.delete_room_on_close
        closing = asyncio.create_task(call.people.close())
        call.room.leaves("person-1")
        async with asyncio.timeout(5):
            assert await closing, "the room is nobody's any more"
        assert call.session.said == [person.AT_THE_DESK]


async def test_the_callers_end_is_the_end_for_the_person(house: TestHouse) -> None:
    async with waiting(house, settings=Settings(agent_with_person="leaves")) as call:
        await call.desk.waiting()
        await call.asks()
        await call.taken_at_the_desk()
        await call.happened.until("session over")
        closing = asyncio.create_task(call.people.close())
        call.room.leaves("caller")
        async with asyncio.timeout(5):
            assert await closing


async def test_with_nobody_there_the_caller_is_told_and_keeps_a_place(house: TestHouse) -> None:
    async with waiting(house) as call:
        answer = await call.asks()
        assert answer == TOLD["nobody"].format(
            place="You're number one in the queue, about three minutes."
        )
        assert "number one" in (await call.caller.does("get_queue_position")).say
        assert len(await call.on_the_line()) == 1


async def test_who_takes_and_never_comes_gives_the_caller_back(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMES_WITHIN", 0.03)
    async with waiting(house) as call:
        await call.desk.waiting()
        await call.asks()
        [ticket] = await call.on_the_line()
        await call.desk.take(ticket, "desk")
        async with asyncio.timeout(10):
            while await call.on_the_line() != [ticket]:
                pass


@pytest.mark.parametrize(
    ("instead", "arguments"),
    [
        ("request_callback", {"topic": "a lamp", "phone_number": "+14155550100"}),
        ("leave_message", {"text": "my lamp is broken"}),
    ],
)
async def test_who_chooses_something_else_is_no_longer_waiting(
    instead: str, arguments: dict[str, str], house: TestHouse
) -> None:
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.asks()
        await call.happened.until("rings")
        call.caller.says("something else then")
        await call.caller.does(instead, **arguments)
        assert call.phones.stopped == [FIRST]
        assert await call.on_the_line() == []


async def test_a_caller_who_hangs_up_leaves_the_line(house: TestHouse) -> None:
    async with waiting(house) as call:
        await call.asks()
        assert len(await call.on_the_line()) == 1
    assert await call.on_the_line() == []


async def test_a_second_wish_after_a_person_was_there_is_a_new_one(house: TestHouse) -> None:
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        call.phones.pick_up.set()
        await call.asks()
        await call.happened.until("said")
        call.room.leaves(FIRST)
        await call.happened.until(f"said {person.BACK}")
        assert await call.asks() == TOLD["sought"]
        await call.happened.until("step joined")
        assert call.phones.rung == [FIRST, FIRST]


async def test_without_the_line_there_is_still_a_ticket(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise Unavailable

    async with waiting(house, phones=True) as call:
        monkeypatch.setattr(type(call.desk), "wait", away)
        assert "number one" in await call.asks()
        assert call.phones.rung == []


async def test_while_a_person_is_there_the_agent_keeps_out_of_it(house: TestHouse) -> None:
    async with waiting(house) as call:
        silence = rtc.EventEmitter[str]()
        silence.userdata = call.caller.call  # type: ignore[attr-defined]
        Silence(silence)  # type: ignore[arg-type]  # it would fail if it had to speak
        BadLine(call.session)  # type: ignore[arg-type]
        keypad = listen_for_keys(call.room, call.session)  # type: ignore[arg-type]
        voice = SessionVoice()
        voice.attach(call.session)  # type: ignore[arg-type]
        await call.desk.waiting()
        await call.asks()
        await call.taken_at_the_desk()
        await call.happened.until("said")

        silence.emit("user_state_changed", SimpleNamespace(new_state="away"))
        for _ in range(3):
            call.session.emit("user_transcription_timeout", SimpleNamespace())
        call.room.emit("sip_dtmf_received", SimpleNamespace(digit="0", participant=None))
        news = asyncio.create_task(voice.tell("Your refund was approved."))
        keypad.close()
        assert call.session.said == [person.AT_THE_DESK]

        call.room.leaves("person-1")
        async with asyncio.timeout(5):
            await news
        assert "Your refund was approved." in call.session.said
