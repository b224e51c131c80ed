"""Appointments: free times by the customer's clock, one winner a place, moving and giving up."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from marketplace.rules.appointments import HOURS
from marketplace.rules.local_time import is_open, open_from, zone_of
from marketplace.tables import Appointment
from tests.marketplace.fixtures import START, Acting, Rows, Stored, refused_as

THURSDAY = date(2031, 3, 6)
SATURDAY = date(2031, 3, 8)
SUNDAY = date(2031, 3, 9)
NINE = time(9)


async def test_times_are_those_of_the_customer(acting: Acting, stored: Stored) -> None:
    john = await acting("CUST-1001").extras.free_times("installation_visit", THURSDAY)
    priya = await acting("CUST-1005").extras.free_times("installation_visit", THURSDAY)
    assert [at.time() for at in john.times] == [at.time() for at in priya.times]
    assert john.times[0] - priya.times[0] == timedelta(hours=3)  # San Francisco and Boston
    booked = await acting("CUST-1001").extras.book("installation_visit", THURSDAY, NINE)
    assert booked.starts_at == john.times[0]
    assert await stored(select(Appointment.starts_at)) == [john.times[0]]


async def test_without_a_day_the_first_with_a_free_time(acting: Acting) -> None:
    first = await acting("CUST-1001").extras.free_times("call_back")
    assert first.day == THURSDAY
    assert first.times
    closed = await acting("CUST-1001").extras.free_times("call_back", SATURDAY)
    assert (closed.times, closed.next_day) == ((), date(2031, 3, 10))


@pytest.mark.parametrize("day", [START.date(), START.date() + timedelta(days=31), date(2030, 1, 1)])
async def test_days_that_are_too_near_or_too_far(acting: Acting, day: date) -> None:
    john = acting("CUST-1001").extras
    assert await refused_as(john.free_times("call_back", day)) == "appointment_day_unavailable"
    assert await refused_as(john.book("call_back", day, NINE)) == "appointment_day_unavailable"


@pytest.mark.parametrize(
    ("day", "at"), [(THURSDAY, time(3)), (THURSDAY, time(9, 7)), (SUNDAY, NINE)]
)
async def test_only_free_times_can_be_taken(acting: Acting, day: date, at: time) -> None:
    attempt = acting("CUST-1001").extras.book("installation_visit", day, at)
    assert await refused_as(attempt) == "appointment_time_taken"


async def test_two_at_once_for_the_last_place_and_one_wins(acting: Acting, rows: Rows) -> None:
    west = ["CUST-1001", "CUST-1002", "CUST-1003"]  # one time zone, and one place too few
    assert HOURS["installation_visit"].places == len(west) - 1
    attempts = [acting(who).extras.book("installation_visit", THURSDAY, NINE) for who in west]
    results = await asyncio.gather(*attempts, return_exceptions=True)
    lost = [result for result in results if isinstance(result, Refusal)]
    assert [refusal.code for refusal in lost] == ["appointment_time_taken"]
    assert await rows(Appointment) == len(west) - 1
    left = await acting("CUST-1001").extras.free_times("installation_visit", THURSDAY)
    assert NINE not in [at.time() for at in left.times]


async def test_what_is_given_up_is_free_again(acting: Acting) -> None:
    for who in ("CUST-1001", "CUST-1002"):
        await acting(who).extras.book("installation_visit", THURSDAY, NINE)
    gone = await acting("CUST-1001").extras.cancel_appointment("installation_visit")
    assert gone.cancelled
    assert await acting("CUST-1001").extras.appointments() == []
    await acting("CUST-1003").extras.book("installation_visit", THURSDAY, NINE)
    again = acting("CUST-1001").extras.cancel_appointment()
    assert await refused_as(again) == "appointment_not_found"


async def test_moving_one(acting: Acting) -> None:
    john = acting("CUST-1001")
    nothing = john.extras.move_appointment("call_back", THURSDAY, NINE)
    assert await refused_as(nothing) == "appointment_not_found"
    booked = await john.extras.book("call_back", THURSDAY, NINE)
    moved = await acting("CUST-1001").extras.move_appointment("call_back", THURSDAY, time(15))
    assert moved.appointment_id == booked.appointment_id
    assert [a.starts_at.time() for a in await acting("CUST-1001").extras.appointments()] == [
        time(15)
    ]


async def test_nobody_can_be_at_two_places(acting: Acting) -> None:
    await acting("CUST-1001").extras.book("installation_visit", THURSDAY, NINE)
    clash = acting("CUST-1001").extras.book("call_back", THURSDAY, time(10))
    assert await refused_as(clash) == "appointment_clash"
    await acting("CUST-1001").extras.book("call_back", THURSDAY, time(11))


async def test_nobody_takes_all_of_them(acting: Acting) -> None:
    for hour in (9, 10, 11, 12, 13):
        await acting("CUST-1001").extras.book("call_back", THURSDAY, time(hour))
    sixth = acting("CUST-1001").extras.book("call_back", THURSDAY, time(14))
    assert await refused_as(sixth) == "too_many_appointments"


async def test_nobody_sees_or_moves_anothers(acting: Acting) -> None:
    await acting("CUST-1001").extras.book("call_back", THURSDAY, NINE)
    assert await acting("CUST-1002").extras.appointments() == []
    attempt = acting("CUST-1002").extras.cancel_appointment("call_back")
    assert await refused_as(attempt) == "appointment_not_found"


async def test_a_wish_is_done_once_and_a_rehearsal_not_at_all(acting: Acting, rows: Rows) -> None:
    await acting("CUST-1001").rehearsing().extras.book("call_back", THURSDAY, NINE)
    assert await rows(Appointment) == 0
    first = await acting("CUST-1001", "one wish").extras.book("call_back", THURSDAY, NINE)
    assert await acting("CUST-1001", "one wish").extras.book("call_back", THURSDAY, NINE) == first
    assert await rows(Appointment) == 1


def test_opening_hours_are_those_of_the_contact_centre() -> None:
    eastern = zone_of("NY")
    assert is_open(datetime(2031, 3, 5, 8, tzinfo=eastern))
    assert not is_open(datetime(2031, 3, 5, 20, tzinfo=eastern))
    assert not is_open(datetime(2031, 3, 9, 12, tzinfo=eastern))
    late_friday = datetime(2031, 3, 7, 21, tzinfo=eastern)
    assert open_from(late_friday) == datetime(2031, 3, 8, 9, tzinfo=eastern)
    assert open_from(datetime(2031, 3, 8, 18, tzinfo=eastern)).weekday() == 0
    assert open_from(START) == START
