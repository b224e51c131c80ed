"""People: for the bound customer, or for a caller who is not identified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.facts import (
    CallbackArranged,
    CustomerInfoSaved,
    FollowUpChannel,
    FollowUpQueued,
    IssueType,
    MessageLeft,
    QueuePosition,
    Severity,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class SupportService:
    """Tickets and their queue, call-backs, messages, notes, follow-ups."""

    _acting: Acting

    async def open_ticket(
        self, topic: str, summary: str, *, call_id: str, urgency: Severity = "medium"
    ) -> QueuePosition:
        """Puts a request for a person into the queue."""
        return await self._acting.write(
            QueuePosition,
            "POST",
            self._acting.account_or("support", "tickets"),
            "support.open_ticket",
            {"topic": topic, "summary": summary, "urgency": urgency, "call_id": call_id},
        )

    async def queue_position(self, *, call_id: str) -> QueuePosition:
        """Where the latest request stands: of the customer, or of this call."""
        where = self._acting.account_or("support", "queue")
        return await self._acting.get(QueuePosition, where, {"call_id": call_id})

    async def request_callback(
        self, topic: str, *, at: datetime | None = None, phone_number: str | None = None
    ) -> CallbackArranged:
        """Arranges a call: to the number on file, or without a customer to the one given (E.164).

        `at` is within seven days, timezone-aware; soon unless said.
        """
        return await self._acting.write(
            CallbackArranged,
            "POST",
            self._acting.account_or("support", "callbacks"),
            "support.request_callback",
            {
                "topic": topic,
                "at": None if at is None else at.isoformat(),
                "phone_number": phone_number,
            },
        )

    async def leave_message(self, text: str, *, call_id: str) -> MessageLeft:
        """Keeps words for the team."""
        return await self._acting.write(
            MessageLeft,
            "POST",
            self._acting.account_or("support", "messages"),
            "support.leave_message",
            {"text": text, "call_id": call_id},
        )

    async def save_customer_info(
        self,
        name: str,
        issue_type: IssueType,
        severity: Severity,
        *,
        call_id: str,
        order: str | None = None,
    ) -> CustomerInfoSaved:
        """Keeps who called about what."""
        return await self._acting.write(
            CustomerInfoSaved,
            "POST",
            self._acting.account_or("support", "notes"),
            "support.save_customer_info",
            {
                "name": name,
                "issue_type": issue_type,
                "severity": severity,
                "order_id": order,
                "call_id": call_id,
            },
        )

    async def send_follow_up(
        self, channel: FollowUpChannel, body: str, *, line: str | None = None
    ) -> FollowUpQueued:
        """Sends details to what is on file of the customer.

        Without a customer there is only a text to `line` (E.164), the line in use.
        """
        return await self._acting.write(
            FollowUpQueued,
            "POST",
            self._acting.account_or("support", "follow-ups"),
            "support.send_follow_up",
            {"channel": channel, "body": body, "line": line},
        )
