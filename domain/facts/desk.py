"""Callers who wait on the line for a person, and what came of taking one."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from domain.facts.base import Fact
from domain.facts.support import Severity

CallerStanding = Literal["waiting", "taken", "declined", "ended", "gave_up"]
TakenBy = Literal["desk", "phone"]


class CallerState(Fact):
    """How a caller's request for a person in this call stands."""

    ticket_id: str
    state: CallerStanding
    desk_open: bool
    """Somebody sits at the desk."""
    position: int | None
    """Among those on the line, 1 is next; None where they do not wait."""


class WaitingCaller(Fact):
    """A caller on the line, as the desk sees them."""

    ticket_id: str
    since: datetime
    channel: str
    agent: str
    """Who spoke with them last."""
    summary: str
    urgency: Severity
    identified: bool
    """The caller has proven who they are."""
    position: int


class WaitingCallers(Fact):
    """Who waits, the next one first, and the time by the backend's clock."""

    callers: list[WaitingCaller]
    now: datetime


class CallerTaken(Fact):
    """The caller is this person's, and nobody else's."""

    ticket_id: str
    call_id: str
    """The conversation, which is the name of its room."""
