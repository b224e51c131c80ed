"""What is said of appointments and of the times that are free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain import facts
from spoken import say

KINDS: dict[str, str] = {
    "call_back": "a call from a specialist",
    "delivery_visit": "a delivery visit",
    "installation_visit": "an installation visit",
}
_NAMED = 3


def free(seen: facts.FreeTimes, today: date) -> str:
    """A few of the times that are free on a day, early to late, or the next day with one."""
    on = say.day(seen.day, today)
    if not seen.times:
        if seen.next_day is None:
            return f"I have nothing free {on} or after it. Which day would suit you?"
        following = say.day(seen.next_day, today)
        return (
            f"I have nothing free {on}; the next free day is {following.removeprefix('on ')}. "
            + ("Which day would suit you?")
        )
    clocks = [say.clock(at.time()) for at in named(seen)]
    more = " among others" if len(seen.times) > len(clocks) else ""
    return f"Free {on} {'are' if len(clocks) > 1 else 'is'} {say.listing(clocks)}{more}. {TIME}"


def named(seen: facts.FreeTimes) -> Sequence[datetime]:
    """Those of the free times that are said."""
    step = max(1, (len(seen.times) - 1) // (_NAMED - 1))
    return seen.times[::step][:_NAMED]


TIME = "What time would suit you?"


def would_book(seen: facts.AppointmentInfo, today: date) -> str:
    """What a booking would be."""
    return f"I'd book {KINDS[seen.kind]} {when(seen, today)}."


def booked(seen: facts.AppointmentInfo, today: date) -> str:
    """What was booked."""
    return f"It's booked: {KINDS[seen.kind]} {when(seen, today)}."


def would_move(seen: facts.AppointmentInfo, today: date) -> str:
    """What moving would mean."""
    return f"I'd move {_yours(seen)} to {when(seen, today).removeprefix('on ')}."


def moved(seen: facts.AppointmentInfo, today: date) -> str:
    """Where an appointment was moved."""
    return f"Done, {_yours(seen)} is now {when(seen, today)}."


def would_cancel(seen: facts.AppointmentInfo, today: date) -> str:
    """What would be given up."""
    return f"I'd cancel {_yours(seen)} {when(seen, today)}."


def cancelled(seen: facts.AppointmentInfo, today: date) -> str:
    """What was given up."""
    return f"I've cancelled {_yours(seen)} {when(seen, today)}."


def when(seen: facts.AppointmentInfo, today: date) -> str:
    """The day and time; of a visit, the window in which somebody comes."""
    start = seen.starts_at
    day = say.day(start.date(), today)
    if seen.kind == "call_back":
        return f"{day} at {say.clock(start.time())}"
    hours = say.count(seen.minutes // 60, "hour")
    return f"{day}, within {hours} from {say.clock(start.time())}"


def _yours(seen: facts.AppointmentInfo) -> str:
    return "your " + KINDS[seen.kind].partition(" ")[2]
