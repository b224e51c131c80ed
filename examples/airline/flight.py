"""What the airline knows: its passenger, and the seats of its planes."""

from __future__ import annotations

import re

from domain.context import CustomerContext
from domain.errors import Refusal
from spoken import numbers, say

BUSINESS, ECONOMY, ECONOMY_PLUS = range(1, 5), range(5, 22), range(5, 9)
EXITS = (4, 16)
NARROW = (*EXITS, 21)
"""Rows without window seats: by the exits are doors, and the last row is where the hull narrows."""
SEATS = {
    f"{row}{letter}": row
    for row in (*BUSINESS, *ECONOMY)
    for letter in ("BCDE" if row in NARROW else "ABCDEF")
}
IN_BUSINESS = sum(row in BUSINESS for row in SEATS.values())
_NAMED = re.compile(r"\b0*(\d+)\W*(?:seat\W+)?([a-z])\b", re.IGNORECASE)


class Passenger(CustomerContext):
    """Who is calling, and about which flight. It travels along from agent to agent."""

    flight_number: str | None = None
    confirmation_number: str | None = None
    seat: str | None = None


def seat_meant(words: str) -> str:
    """The seat that is named: "12c" and "row twelve, seat C" are both 12C.

    Raises:
        Refusal: the plane has no such seat.
    """
    named = _NAMED.search(numbers.figures(words))
    seat = f"{named[1]}{named[2].upper()}" if named else ""
    if seat not in SEATS:
        raise Refusal(
            f"There's no such seat: rows go up to {say.number(ECONOMY[-1])}, letters from A to F. "
            "Which seat would you like?",
            code="no_such_seat",
        )
    return seat


def in_words(seat: str) -> str:
    """A seat as it is said: "twelve C"."""
    return f"{say.number(SEATS[seat])} {seat[-1]}"
