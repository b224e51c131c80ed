"""Who speaks for the airline. Any of them can hand over to any other."""

from __future__ import annotations

from livekit.agents import llm

from agents import script
from agents.base import Specialist
from examples.airline.actions import NOT_KNOWN, look_up_question, update_seat
from examples.airline.flight import Passenger


class Triage(Specialist):
    """Greets, finds out what it is about, and hands over."""

    name = "triage"
    handles = "finding out what a passenger needs"
    takes_requests = False  # what it is given back, no colleague could answer

    async def greet(self) -> None:
        """Welcomes the passenger."""
        self.session.say("Hello, and welcome to the airline. How can I help you?")


class Questions(Specialist):
    """Answers what is often asked, and hands back what it does not know."""

    name = "faq"
    handles = "questions about bags, the plane and its seats, and wifi"
    actions = (look_up_question,)

    def next_step(self, chat_ctx: llm.ChatContext) -> script.Step | None:
        """A question without an answer goes back to triage, whatever the model makes of it."""
        for output in script.last_outputs(chat_ctx):
            if script.refused(output) == NOT_KNOWN:
                said = str(script.parse(output)["say"])
                given = {"target": Triage.name, "reason": said, "customer_message": said}
                return script.Calls("transfer", given)
        return super().next_step(chat_ctx)


class SeatBooking(Specialist):
    """Changes seats."""

    name = "seat_booking"
    handles = "changing your seat"
    actions = (update_seat,)

    async def take_up(self) -> None:
        """Sets the flight, which a real airline would find among its bookings."""
        passenger = self.call.context(Passenger)
        if passenger.flight_number is None:
            flights = int(self.call.fingerprint("flight", self.call.id), 16)
            passenger.flight_number = f"flight {flights % 900 + 100}"
        await super().take_up()
