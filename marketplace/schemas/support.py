"""Support and security on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, CallId, Line, PhoneNumber, Text

Severity = Literal["low", "medium", "high", "urgent"]
IssueType = Literal["order", "delivery", "return", "payment", "product", "account", "other"]


class TicketIn(Body):
    """A request for a person."""

    topic: Line
    summary: Text
    urgency: Severity = "medium"
    call_id: CallId


class QueuePosition(Answer):
    """Where a request stands among those that wait."""

    ticket_id: str
    position: int = Field(description="1 is next")
    wait_minutes: int = Field(description="An estimate")


class TicketOpened(QueuePosition):
    """The request is in the queue."""


class TicketClosed(Answer):
    """A person has taken the request up."""

    ticket_id: str


class CallbackIn(Body):
    """A wish to be called back; `at` is soon unless said."""

    topic: Text
    at: datetime | None = None
    phone_number: PhoneNumber | None = Field(
        None, description="Required without a customer; the number on file otherwise"
    )


class CallbackArranged(Answer):
    """Somebody will call."""

    callback_id: str
    call_at: datetime


class MessageIn(Body):
    """Words for the team."""

    text: Text
    call_id: CallId


class MessageLeft(Answer):
    """The message is with the team, who answer within a business day."""

    message_id: str
    answer_by: datetime


class CustomerNoteIn(Body):
    """What a caller said about themselves and their problem."""

    name: Line
    issue_type: IssueType
    severity: Severity
    order_id: Annotated[str, Field(max_length=32)] | None = None
    call_id: CallId


class CustomerNoteSaved(Answer):
    """It is on file."""

    note_id: str


class FollowUpIn(Body):
    """Details to send by text or email.

    Without a customer they go to `line`, the line in use; with one, only to what is on file.
    """

    channel: Literal["text", "email"]
    body: Text
    line: PhoneNumber | None = None


class FollowUpQueued(Answer):
    """It is on its way."""

    channel: Literal["text", "email"]
    destination: Literal["line_in_use", "on_file"]


class AccountLockIn(Body):
    """The number whose account should stand still, as the caller read it back."""

    phone_number: PhoneNumber
    call_id: CallId


class AccountLockRequested(Answer):
    """The same answer whether or not the number belongs to an account."""

    requested_at: datetime


class AccountUnlockIn(Body):
    """The code from the notice that was sent to the address on file."""

    undo_code: Annotated[str, Field(min_length=16, max_length=64)]


class AccountUnlocked(Answer):
    """Changes are possible again."""

    unlocked_at: datetime


class FraudReportIn(Body):
    """What somebody noticed."""

    description: Text
    call_id: CallId
    phone_number: PhoneNumber | None = None


class FraudReported(Answer):
    """The security team has it."""

    case_number: str = Field(description="FRD and eight digits")
    reported_at: datetime
