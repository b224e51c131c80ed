"""What can go wrong, in two kinds: somebody said no, or something did not answer.

The edge that speaks to a person turns these into words, the edge that speaks to a wire into a
status. `say` is always fit to be spoken to the customer, and names nothing private.
"""

from __future__ import annotations


class Refusal(Exception):
    """A rule says no. Nothing was changed.

    Attributes:
        code: stable, snake_case; what tests, metrics and other programs read.
        say: what the customer is told, and what to do next: one or two sentences.
    """

    code = "refused"

    def __init__(self, say: str, *, code: str | None = None) -> None:
        super().__init__(code or self.code)
        self.say = say
        if code is not None:
            self.code = code


class Unavailable(Exception):
    """A part that the answer depends on did not answer in time, or answered nonsense."""

    code = "unavailable"
    say = "I can't reach our system for that right now. Could we try again in a moment?"


class InvalidArguments(Refusal):
    """The model called a tool with arguments that do not fit it (`fields` names which)."""

    code = "invalid_arguments"

    def __init__(self, fields: list[str]) -> None:
        names = ", ".join(field.replace("_", " ") for field in fields) or "details"
        super().__init__(f"I didn't get the {names} right. Could you say that again?")
        self.fields = fields


class NotAuthenticated(Refusal):
    """The action touches an account and nobody has proven whose (authentication.md)."""

    code = "not_authenticated"

    def __init__(self) -> None:
        super().__init__("I can help with that as soon as I've confirmed who you are.")


class NotPermitted(Refusal):
    """The caller is known, but this is not theirs to do (a seller's tool, a missing permission)."""

    code = "not_permitted"


class GateClosed(Refusal):
    """A transfer that authentication.md's gate does not allow yet."""

    code = "gate_closed"


class TransferRefused(Refusal):
    """A transfer to oneself, or a second one in the same response."""

    code = "transfer_refused"


class StepNotOpen(Refusal):
    """An identity tool was called before its step, or without the customer's confirmation."""

    code = "step_not_open"


class Interrupted(Refusal):
    """The caller spoke before a write or a handoff had begun, so it did not begin."""

    code = "interrupted"

    def __init__(self) -> None:
        super().__init__("Sorry, go ahead.")


class DeadlineExceeded(Refusal):
    """An action did not finish in time. A write may have happened: asking again is safe."""

    code = "deadline_exceeded"

    def __init__(self) -> None:
        super().__init__("That is taking longer than it should. Shall I try once more?")
