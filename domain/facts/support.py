"""What came of asking for people, and of security requests."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.facts.base import Fact

Severity = Literal["low", "medium", "high", "urgent"]
IssueType = Literal["order", "delivery", "return", "payment", "product", "account", "other"]
FollowUpChannel = Literal["text", "email"]


class QueuePosition(Fact):
    """Where a request for a person stands among those that wait."""

    ticket_id: str
    position: int
    """1 is next."""
    wait_minutes: int
    """An estimate."""


class CallbackArranged(Fact):
    """Somebody will call."""

    callback_id: str
    call_at: datetime


class MessageLeft(Fact):
    """A message is with the team."""

    message_id: str
    answer_by: datetime


class CustomerInfoSaved(Fact):
    """Who called about what is on file."""

    note_id: str


class FollowUpQueued(Fact):
    """Details are on their way."""

    channel: FollowUpChannel
    destination: Literal["line_in_use", "on_file"]


class AccountLockRequested(Fact):
    """Changes to the account of a number are locked, if it has one. Never says whether."""

    requested_at: datetime


class FraudReported(Fact):
    """The security team has it."""

    case_number: str
    """FRD and eight digits."""
    reported_at: datetime
