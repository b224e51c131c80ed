"""What the identity check's tools share: closing a step, and asking what the next one asks."""

from __future__ import annotations

from domain.errors import StepNotOpen
from domain.events import StepDone
from tools.call import Call
from tools.identity import Step, question
from tools.result import Result


def settled(call: Call, step: Step) -> None:
    """Records how long a step took; nothing of what was said in it."""
    now = call.monotonic()
    call.timeline.record(StepDone(step=step.value, seconds=now - call.identity.step_began))
    call.identity.step_began = now


def next_question(call: Call, lead: str = "") -> Result:
    """Asks what the open step asks, after a few words."""
    offered = _offer_calling_line(call)
    words = offered or question(call.identity)
    return Result(f"{lead} {words}".strip(), verbatim=True, expect=call.identity.expectation)


def _offer_calling_line(call: Call) -> str | None:
    """Offers the number that the line presents, once; only the caller's yes makes it theirs."""
    check = call.identity
    if call.calling_line is None or check.line_offered or check.step is not Step.PHONE_NUMBER:
        return None
    if check.reading_back:
        return None
    check.line_offered = True
    check.give(Step.PHONE_NUMBER, call.calling_line, call.state.turn.number)
    call.private.keep("phone_number", call.calling_line)
    return "I see you're calling from <phone_number>. Is that the number on your account?"


def require_yes(call: Call) -> None:
    """Refuses unless code takes what the caller has just said for a yes.

    Raises:
        StepNotOpen: with the open question.
    """
    if call.state.turn.answer != "yes":
        raise StepNotOpen(question(call.identity))
