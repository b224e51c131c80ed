"""What cannot be done for the safety of an account."""

from __future__ import annotations

from marketplace.refusals.base import NotFound, Refusal


class TooManyLocks(Refusal):
    """A call may have three numbers locked within an hour, whether or not they have accounts."""

    code = "too_many_locks"
    words = "I've taken down several numbers in this call already. A person can help with more."


class TooManyResets(Refusal):
    """An account may have three reset links within an hour."""

    code = "too_many_resets"
    words = (
        "I've sent several links within the hour, so I can't send another one yet. "
        "The latest one works for half an hour; please look among your spam as well."
    )


class ResetLinkInvalid(NotFound):
    """The link is unknown, was used, gave way to a later one, expired, or its account is locked."""

    code = "reset_link_invalid"
    words = "That link isn't valid any more. Please ask for a new one."
