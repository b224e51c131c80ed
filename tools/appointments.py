"""Times at which a specialist calls, or somebody comes."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import JsonValue

from domain.errors import Refusal
from spoken import say
from spoken.dates import calendar_date
from spoken.times import time_meant
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.result import Ask, Result
from tools.types import FutureDate, ShortText, asked
from tools.words import appointments as told

Kind = Annotated[
    Literal["call_back", "delivery_visit", "installation_visit"],
    asked(
        "Is it a call from a specialist, a delivery, or an installation?",
        words={
            "call_back": [
                "call", "call back", "callback", "specialist", "expert", "advisor", "advice",
                "phone", "consultation",
            ],
            "delivery_visit": ["delivery", "deliver", "bring", "drop off", "driver"],
            "installation_visit": [
                "installation", "install", "installed", "technician", "fitter", "set up",
                "assemble", "mount", "engineer",
            ],
        },
    ),
]  # fmt: skip
Wish = Annotated[
    Literal["book", "move", "cancel"],
    asked(
        "Shall I book it, move it, or cancel it?",
        words={
            "book": ["book", "make", "schedule", "arrange", "new appointment"],
            "move": ["move", "reschedule", "another day", "another time", "change my appointment"],
            "cancel": ["cancel", "call off", "not come", "don't come"],
        },
    ),
]
Clock = Annotated[ShortText, asked(told.TIME)]


async def _would_book(
    call: Call, kind: Kind, day: FutureDate | None, time: Clock | None, wish: Wish
) -> Previewed | Result:
    if wish == "cancel":
        given_up = await call.services.extras.cancel_appointment(kind)
        return Previewed(told.would_cancel(given_up, call.today))
    chosen = await _chosen(call, kind, day, time, wish)
    if isinstance(chosen, Result):
        return chosen
    on, at = chosen
    if wish == "move":
        moved = await call.services.extras.move_appointment(kind, on, at)
        return Previewed(told.would_move(moved, call.today))
    booked = await call.services.extras.book(kind, on, at)
    return Previewed(told.would_book(booked, call.today))


@action(
    effect="write",
    category="account",
    decision="suggestion",
    preview=_would_book,
)
async def book_appointment(
    call: Call,
    kind: Kind,
    day: FutureDate | None = None,
    time: Clock | None = None,
    wish: Wish = "book",
) -> Result:
    """Book, move or cancel a call from a specialist, a delivery visit or an installation visit.

    Without a time it lists those that are free on the day, and without a day on the next free one.
    """
    if wish == "cancel":
        given_up = await call.services.extras.cancel_appointment(kind)
        return Result(told.cancelled(given_up, call.today), facts=given_up)
    chosen = await _chosen(call, kind, day, time, wish)
    if isinstance(chosen, Result):
        return chosen
    on, at = chosen
    if wish == "move":
        moved = await call.services.extras.move_appointment(kind, on, at)
        return Result(told.moved(moved, call.today), facts=moved)
    booked = await call.services.extras.book(kind, on, at)
    return Result(told.booked(booked, call.today), facts=booked)


async def _chosen(
    call: Call, kind: Kind, day: date | None, said: str | None, wish: Wish
) -> tuple[date, time] | Result:
    """The free day and time that are meant, or the free ones to choose from."""
    other = None if said is None else calendar_date(said, call.today)
    free = await call.services.extras.free_times(kind, other or day)
    at = None if said is None else time_meant(said, [moment.time() for moment in free.times])
    if at is not None:
        return free.day, at
    if said is not None and free.times and other is None:
        raise Refusal(f"That time isn't free. {told.free(free, call.today)}", code="time_not_free")
    given: dict[str, JsonValue] = {"kind": kind, "wish": wish}
    missing = "time" if free.times else "day"
    if free.times:
        given["day"] = free.day.isoformat()
    named = tuple(say.clock(at.time()) for at in told.named(free))
    return Result(
        told.free(free, call.today),
        facts=free,
        ask=Ask("book_appointment", missing, given, named),
    )
