"""What the desk cannot do."""

from __future__ import annotations

from marketplace.refusals.base import Refusal


class CallerAlreadyTaken(Refusal):
    """A caller speaks to one person."""

    code = "caller_already_taken"
    words = "Somebody else has taken this caller."


class CallerGone(Refusal):
    """The caller has hung up, or no longer wants a person."""

    code = "caller_gone"
    words = "This caller is no longer waiting."
