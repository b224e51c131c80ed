"""What came of flagging an account, and of asking for a new password."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.facts.base import Fact

SuspiciousActivity = Literal[
    "unknown_charge", "unknown_order", "unknown_login", "changed_details", "stolen_card", "other"
]


class ActivityFlagged(Fact):
    """The account is flagged: the card on file identifies nobody until then."""

    case_number: str
    """SEC and eight digits."""
    activity: SuspiciousActivity
    flagged_at: datetime
    flagged_until: datetime


class PasswordResetSent(Fact):
    """A link is on its way to the email address on file; those sent before are dead."""

    sent_at: datetime
    expires_at: datetime


class PasswordChanged(Fact):
    """The new password holds; the link does not any more."""

    changed_at: datetime
