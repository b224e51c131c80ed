"""The telephones of our people are rung in turn, once nobody at the desk has come."""

from __future__ import annotations

from channels.voice import person
from tests.channels.taking_over import FIRST, SECOND, told, waiting
from tests.house import JOHN, TestHouse
from tools.support import TOLD


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
