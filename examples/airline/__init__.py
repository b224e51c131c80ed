"""An airline's customer service: how small a product of one's own is. `ROSTER=examples.airline`.

`flight.py` is what the airline knows, `actions.py` what can be done, `agents.py` who speaks, with
`prompts/` for how and `examples/` for how passengers ask. This file puts them together. It needs
no marketplace.
"""

from __future__ import annotations

from agents.roster import Roster
from examples.airline.agents import Questions, SeatBooking, Triage
from examples.airline.flight import Passenger
from tools.conversation import goodbye
from tools.examples import sentences

ROSTER = Roster(
    types=(Triage, Questions, SeatBooking),
    entry=Triage,
    context=Passenger,
    common=(goodbye("Thank you for flying with us. Goodbye!"),),
    unserved=sentences("examples.airline", "unserved"),
    marketplace=False,
    hint="Ask about bags, seats or wifi, or change your seat with any six-digit confirmation.",
)
