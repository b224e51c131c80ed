"""Decision levels: what is put to the customer, or to a person, before a write runs (actions.md).

A proposal runs nothing. Only the same request again, after a customer's turn that code takes for
a yes, runs it; a no ends it, and anything unclear is asked again, but not without end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from domain.errors import Refusal, Unavailable
from domain.expectation import YES_NO
from domain.protocols import ApprovalRequest
from tools.call import Call, Proposal
from tools.result import Result

PROPOSAL_LAPSES_AFTER = 600.0
"""Seconds."""
PUT_AT_MOST = 3
"""Times that the same is put to the customer without a clear answer."""


class TermsChanged(Refusal):
    """What was agreed to is no longer to be had as it was put; nothing was done."""

    code = "terms_changed"


class Declined(Refusal):
    """The customer said no to what was proposed."""

    code = "declined"

    def __init__(self) -> None:
        super().__init__("All right, I've left everything as it is.")


class Unanswered(Refusal):
    """The customer was asked again and again, and has said neither yes nor no."""

    code = "unanswered"

    def __init__(self) -> None:
        super().__init__(
            "I'm not sure whether you'd like that, so I've left everything as it is. Just ask "
            "again if you do."
        )


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a write would do.

    Attributes:
        say: what would be done, as a sentence that a question follows: "I'd return the lamp."
        approval_reason: why a person must agree too; None where none need.
        terms: stands for exactly what was seen. The body is handed it as `terms`, and does that
            or raises `TermsChanged`, whereupon the write is put to the customer anew.
    """

    say: str
    approval_reason: str | None = None
    terms: str | None = None


def agreed(call: Call, action: str, fingerprint: str) -> bool:
    """Whether the customer has just said yes to exactly this.

    Raises:
        Declined: the customer has just said no to it.
    """
    proposal = live_proposal(call)
    if proposal is None or proposal.action != action or proposal.fingerprint != fingerprint:
        return False
    if call.state.turn.number != proposal.turn + 1:
        return False
    if call.state.turn.answer == "no":
        settle(call)
        raise Declined
    return call.state.turn.answer == "yes"


def live_proposal(call: Call) -> Proposal | None:
    """The proposal that awaits the customer's answer, unless it has lapsed."""
    proposal = call.state.proposal
    if proposal and call.monotonic() - proposal.made_at > PROPOSAL_LAPSES_AFTER:
        settle(call)
        return None
    return proposal


def agreed_terms(call: Call) -> str | None:
    """The terms of the proposal that awaits an answer, where it has any."""
    return None if call.state.proposal is None else call.state.proposal.terms


def settle(call: Call) -> None:
    """The proposal has been answered, or has lapsed."""
    call.state.proposal = None


def propose(
    call: Call, action: str, raw: dict[str, Any], fingerprint: str, seen: Previewed
) -> Result:
    """Puts a write to the customer; the one proposed before it lapses.

    Raises:
        Unanswered: it was put often enough without a clear answer.
    """
    times = _times_put(call, action, fingerprint, seen)
    if times > PUT_AT_MOST:
        settle(call)
        raise Unanswered
    call.state.proposal = Proposal(
        action=action,
        arguments=raw,
        fingerprint=fingerprint,
        turn=call.state.turn.number,
        made_at=call.monotonic(),
        times=times,
        terms=seen.terms,
    )
    return Result(f"{seen.say} Shall I do that?", proposal=True, expect=YES_NO)


def _times_put(call: Call, action: str, fingerprint: str, seen: Previewed) -> int:
    """How often exactly this will have been put; repeating it within a turn is no new time."""
    before = live_proposal(call)
    this = (action, fingerprint, seen.terms)
    if before is None or (before.action, before.fingerprint, before.terms) != this:
        return 1
    return before.times + (call.state.turn.number > before.turn)


async def ask_a_person(
    call: Call,
    key: str,
    action: str,
    arguments: dict[str, JsonValue],
    seen: Previewed,
    run: Callable[[str], Awaitable[Result]],
) -> Result:
    """Keeps the request for a person to decide, and lets the conversation go on.

    When it is approved the write runs once, and the customer hears what came of it.
    """

    async def approved(approval_id: str) -> str:
        try:
            return (await run(approval_id)).say
        except (Refusal, Unavailable) as error:
            return error.say

    request = ApprovalRequest(
        id=key,
        conversation_id=call.id,
        customer_id=call.customer.customer_id or "",
        action=action,
        arguments=arguments,
        reason=seen.approval_reason or "",
        summary=seen.say,
    )
    await call.approvals.request(request, approved, call.voice.tell)
    return Result(
        "A colleague has to agree to that first. I've asked, and you'll hear from us as soon as "
        "it's decided."
    )
