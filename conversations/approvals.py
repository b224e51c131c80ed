"""Where an action that needs a person waits for one, within this process.

Waiting for days, across restarts, is a matter of what is behind the `Approvals` protocol only.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.errors import Refusal
from domain.events import ApprovalDecided, ApprovalRequested
from domain.protocols import ApprovalRequest, Decision, Timeline


class NoSuchApproval(Refusal):
    """There is no request of that id, or it has been decided."""

    code = "no_such_approval"

    def __init__(self) -> None:
        super().__init__("There is no open request with that number.")


@dataclass(frozen=True, slots=True)
class _Waiting:
    request: ApprovalRequest
    run: Callable[[str], Awaitable[str]]
    tell: Callable[[str], Awaitable[None]]


class InProcessApprovals:
    """Requests wait in memory; each is decided once, and an approved one runs once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._waiting: dict[str, _Waiting] = {}
        self._seen: set[str] = set()

    @property
    def open(self) -> list[ApprovalRequest]:
        """What waits for a decision, oldest first."""
        return [waiting.request for waiting in self._waiting.values()]

    async def request(
        self,
        request: ApprovalRequest,
        run: Callable[[str], Awaitable[str]],
        tell: Callable[[str], Awaitable[None]],
    ) -> None:
        """Keeps the request; the same id again changes nothing."""
        if request.id in self._seen:
            return
        self._seen.add(request.id)
        self._waiting[request.id] = _Waiting(request, run, tell)
        self._timeline.record(
            ApprovalRequested(approval_id=request.id, name=request.action, reason=request.reason)
        )

    async def decide(self, approval_id: str, decision: Decision) -> str:
        """Takes a person's decision; returns what the customer was told.

        Raises:
            NoSuchApproval: unknown, or decided already.
        """
        waiting = self._waiting.pop(approval_id, None)
        if waiting is None:
            raise NoSuchApproval
        approved = decision.outcome == "approved"
        self._timeline.record(
            ApprovalDecided(approval_id=approval_id, approved=approved, note=decision.note)
        )
        if approved:
            said = await waiting.run(approval_id)
        else:
            said = "I'm sorry, my colleague didn't agree to that request."
        await waiting.tell(said)
        return said
