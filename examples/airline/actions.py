"""What the airline's agents can do: answer what is often asked, and change a seat."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from domain.errors import Refusal
from examples.airline import flight
from examples.airline.flight import Passenger
from spoken import numbers, say
from tools.action import action
from tools.call import Call
from tools.deciding import Previewed
from tools.result import Result
from tools.types import Sentence, ShortText, asked

NOT_KNOWN = "not_known"
ANSWERS = {
    "bag bags baggage luggage suitcase suitcases carry-on": (
        "You may bring one bag, under fifty pounds and twenty-two by fourteen by nine inches."
    ),
    "wifi wi-fi internet online web": "There's free wifi on the plane: join Airline-Wifi.",
    "seats plane business economy exit legroom row rows": (
        f"There are {say.number(len(flight.SEATS))} seats, {say.number(flight.IN_BUSINESS)} in "
        f"business class and {say.number(len(flight.SEATS) - flight.IN_BUSINESS)} in economy. "
        f"Rows {say.listing([say.number(row) for row in flight.EXITS])} are exit rows, and rows "
        f"{say.number(flight.ECONOMY_PLUS[0])} to {say.number(flight.ECONOMY_PLUS[-1])} are "
        "Economy Plus, with more legroom."
    ),
}


@action(effect="read", category="questions", requires="nothing")
async def look_up_question(
    call: Call, question: Annotated[Sentence, asked("What would you like to know?", "sentence")]
) -> Result:
    """Answer a question about bags, the seats on board, or wifi. Use for every such question."""
    words = set(question.lower().replace("?", "").split())
    for about, answer in ANSWERS.items():
        if words & set(about.split()):
            return Result(answer)
    raise Refusal("I'm afraid I don't know that.", code=NOT_KNOWN)


def _six_digits(words: str) -> str:
    digits = numbers.digits(words)
    if len(digits) != 6:
        raise ValueError("not a confirmation number")
    return digits


Confirmation = Annotated[
    str,
    AfterValidator(_six_digits),
    asked("What's your six-digit confirmation number?", "reference:CONFIRMATION-"),
]
SeatName = Annotated[ShortText, asked("Which seat would you like, for example twelve C?")]


async def _preview(call: Call, confirmation_number: str, seat: str) -> Previewed:
    on = call.context(Passenger).flight_number
    return Previewed(f"I'd put you in seat {flight.in_words(flight.seat_meant(seat))} on {on}.")


@action(
    effect="write",
    category="bookings",
    requires="nothing",
    decision="suggestion",
    preview=_preview,
)
async def update_seat(call: Call, confirmation_number: Confirmation, seat: SeatName) -> Result:
    """Give the passenger another seat. Use once confirmation number and seat are known."""
    passenger = call.context(Passenger)
    passenger.confirmation_number = confirmation_number
    passenger.seat = flight.seat_meant(seat)
    return Result(f"Done, you're in seat {flight.in_words(passenger.seat)}.")
