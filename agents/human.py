"""Getting a person."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.support import (
    escalate_to_human,
    get_queue_position,
    leave_message,
    request_callback,
)


class Human(MarketplaceAgent):
    """Hands the customer over to a person."""

    name = "human"
    handles = "getting a person, a call-back, or leaving a message"
    needs_auth = False
    actions = (escalate_to_human, get_queue_position, request_callback, leave_message)
    examples = (
        "I want a person",
        "give me a human being",
        "no more robots please",
        "I need to complain to somebody",
        "somebody please help me in person",
        "you are not helping, get me someone who can",
        "I'm fed up with this machine",
        "let me complain to your manager",
        "is anybody real there",
    )
