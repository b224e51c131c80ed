"""Whom not to call."""

from __future__ import annotations

from datetime import datetime

from domain.facts.base import Fact


class CallPermission(Fact):
    """Whether a number may be called."""

    allowed: bool


class DoNotCallEntry(Fact):
    """A number that asked not to be called; for those who serve the list, never for a caller."""

    number: str
    """E.164."""
    since: datetime
