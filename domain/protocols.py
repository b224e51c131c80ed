"""What upper rooms implement and lower rooms rely on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import JsonValue

from domain.events import TimelineEvent


class Timeline(Protocol):
    """The ordered record of one conversation. Recording never slows or fails a turn."""

    def record(self, event: TimelineEvent) -> None:
        """Appends an event. Private values are masked before they come here."""
        ...

    def subscribe(self, listener: Callable[[TimelineEvent], None]) -> None:
        """Calls `listener` for each event from now on; it must not block."""
        ...


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """What a coordinator is asked to decide."""

    id: str
    conversation_id: str
    customer_id: str
    action: str
    arguments: dict[str, JsonValue]
    reason: str
    summary: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the coordinator said."""

    outcome: Literal["approved", "denied"]
    note: str | None = None


class Approvals(Protocol):
    """Where an action that needs a person waits for one.

    The request is kept, and `run` is called exactly once if it is approved, with the approval's
    id; until then the conversation goes on. The customer is told of the outcome by `tell`.
    """

    async def request(
        self,
        request: ApprovalRequest,
        run: Callable[[str], Awaitable[str]],
        tell: Callable[[str], Awaitable[None]],
    ) -> None:
        """Keeps the request. Asking again with the same id changes nothing."""
        ...


class ConversationStore(Protocol):
    """Where conversations are kept."""

    async def append(self, conversation_id: str, events: list[TimelineEvent]) -> None:
        """Adds events at the end, in order."""
        ...

    async def read(self, conversation_id: str) -> list[TimelineEvent]:
        """All events of one conversation, oldest first."""
        ...
