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
