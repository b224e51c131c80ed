"""What support cannot do."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Unprocessable


class TicketNotFound(NotFound):
    """No such ticket for this caller."""

    code = "ticket_not_found"
    words = "I can't find a request of yours that is waiting."


class CallbackNotFound(NotFound):
    """No such call back is still to be made."""

    code = "callback_not_found"
    words = "I can't find a call back of that number that is still to be made."


class CallbackTimeUnavailable(Unprocessable):
    """A callback is at a time from now up to seven days ahead."""

    code = "callback_time_unavailable"
    words = "I can arrange a call back within the next seven days. When would suit you?"


class CallbackOutsideHours(Unprocessable):
    """People call back while the contact centre is open."""

    code = "callback_outside_hours"
    words = (
        "We call back from eight in the morning to eight in the evening, Eastern time, on weekdays "
        "and from nine to five on Saturdays. When would suit you?"
    )
