"""Flags and passwords on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from marketplace.schemas.base import Answer, Body, CallId, Text

SuspiciousActivity = Literal[
    "unknown_charge", "unknown_order", "unknown_login", "changed_details", "stolen_card", "other"
]


class ActivityFlagIn(Body):
    """What a customer noticed on their own account."""

    activity: SuspiciousActivity
    details: Text | None = None
    order_id: Annotated[str, Field(max_length=32)] | None = None
    call_id: CallId


class ActivityFlagged(Answer):
    """The account is flagged: the card on file identifies nobody until then."""

    case_number: str = Field(description="SEC and eight digits")
    activity: SuspiciousActivity
    flagged_at: datetime
    flagged_until: datetime


class PasswordResetIn(Body):
    """A wish for a link to the email address on file."""

    call_id: CallId


class PasswordResetSent(Answer):
    """A link is on its way; those sent before are dead."""

    sent_at: datetime
    expires_at: datetime


class NewPasswordIn(Body):
    """The token from the link, and the password that its owner chose."""

    token: Annotated[str, Field(min_length=16, max_length=128)]
    password: Annotated[SecretStr, Field(min_length=12, max_length=128)]


class PasswordChanged(Answer):
    """The new password holds; the link does not any more."""

    changed_at: datetime
