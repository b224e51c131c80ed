"""A person takes over: is sought, comes, is introduced, leaves; and when nobody comes."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from livekit import rtc

from agents.speaking import SessionVoice
from channels.voice import person, searching
from channels.voice.bad_line import BadLine
from channels.voice.room import listen_for_keys
from channels.voice.silence import Silence
from domain.errors import Unavailable
from tests.channels.taking_over import Settings, told, waiting
from tests.house import JOHN, TestHouse
from tools.support import TOLD

FIRST, SECOND = "+14155550801", "+14155550802"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SIGN_EVERY", 0.01)


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


async def test_telephones_are_rung_in_turn_and_who_answers_hears_what_it_is_about(
    house: TestHouse,
) -> None:
    async with waiting(house, phones=True, answering=(SECOND,)) as call:
        assert await call.asks() == TOLD["sought"]
        assert await call.asks(summary="my lamp, I said") == TOLD["sought"]
        call.phones.pick_up.set()
        await call.happened.until("said")
        assert call.phones.rung == [FIRST, SECOND]
        [introduced] = call.session.said
        assert introduced == person.ON_THE_PHONE.format(
            known=person.NOT_KNOWN, summary="my lamp is broken"
        )
        assert await call.on_the_line() == []
        call.room.leaves(SECOND)
        await call.happened.until("step left")
        assert call.steps == ["sought", "sought", "joined phone", "left"]


async def test_a_person_is_told_that_the_caller_is_known_and_nothing_private(
    house: TestHouse,
) -> None:
    summary = f"I'm John, born {JOHN.born}, call me on {JOHN.phone}"
    async with waiting(house, phones=True, answering=(FIRST,), known_as=JOHN) as call:
        await call.asks(summary=summary)
        call.phones.pick_up.set()
        await call.happened.until("said")
        [introduced] = call.session.said
        assert person.KNOWN in introduced
        assert JOHN.phone not in introduced
        assert JOHN.born not in introduced


async def test_where_nobody_answers_the_caller_is_told_and_no_one_is_rung_twice(
    house: TestHouse,
) -> None:
    async with waiting(house, phones=True) as call:
        await call.asks()
        call.phones.pick_up.set()
        await call.happened.until("step not_reached")
        assert told(call.caller.call) == [person.NOBODY_CAME]
        assert (await call.asks()).startswith("I've asked for a colleague, but nobody")
        assert call.phones.rung == [FIRST, SECOND]
        assert len(await call.on_the_line()) == 1


async def test_who_answers_and_hangs_up_at_once_was_not_there(house: TestHouse) -> None:
    async with waiting(house, phones=True, answering=(FIRST, SECOND)) as call:
        call.phones.gone_again = frozenset({FIRST})
        call.phones.pick_up.set()
        await call.asks()
        await call.happened.until("step joined phone")
        assert call.phones.rung == [FIRST, SECOND]


async def test_a_desk_that_declines_is_followed_by_the_telephones(house: TestHouse) -> None:
    async with waiting(house, phones=True) as call:
        await call.desk.waiting()
        await call.asks()
        assert call.phones.rung == []
        [ticket] = await call.on_the_line()
        await call.desk.decline(ticket)
        call.phones.pick_up.set()
        await call.happened.until("step not_reached")
        assert call.phones.rung == [FIRST, SECOND]


async def test_who_answers_after_the_desk_has_declined_takes_over(house: TestHouse) -> None:
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.desk.waiting()
        await call.asks()
        [ticket] = await call.on_the_line()
        await call.desk.decline(ticket)
        call.phones.pick_up.set()
        await call.happened.until("step joined phone")
        assert call.phones.hung_up == []
        assert call.people.present


async def test_a_telephone_stops_ringing_once_the_desk_has_come(house: TestHouse) -> None:
    async with waiting(house, phones=True) as call:
        await call.asks()
        await call.happened.until("rings")
        assert not call.people.present, "who only rings has not come"
        await call.taken_at_the_desk()
        await call.happened.until("said")
        assert call.phones.stopped == [FIRST]
        assert call.phones.rung == [FIRST]


async def test_who_answers_after_the_desk_has_taken_is_hung_up_on(house: TestHouse) -> None:
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.asks()
        await call.happened.until("rings")
        [ticket] = await call.on_the_line()
        await call.desk.take(ticket, "desk")
        call.phones.pick_up.set()
        await call.happened.until("hung up")
        assert call.phones.hung_up == [FIRST]
        assert not call.people.present


async def test_who_was_taken_by_someone_who_never_comes_hears_that_nobody_does(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "COMES_WITHIN", 0.03)
    async with waiting(house, phones=True, answering=(FIRST,)) as call:
        await call.asks()
        await call.happened.until("rings")
        [ticket] = await call.on_the_line()
        await call.desk.take(ticket, "desk")
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
        await call.asks()
        await call.happened.until("rings")
        [ticket] = await call.on_the_line()
        await call.desk.take(ticket, "desk")
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
