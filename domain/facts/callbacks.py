"""Calls back that were promised, and what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.facts.base import Fact

CallbackCame = Literal["reached", "missed", "not_allowed"]


class CallbackWaiting(Fact):
    """A promise that is still to be kept."""

    callback_id: str
    call_at: datetime
    tries: int
    """Calls that nobody answered so far."""


class CallbackToDial(Fact):
    """Whom to call now. No agent ever sees it."""

    callback_id: str
    phone_number: str = Field(repr=False)
    """E.164."""
    allowed: bool
    """False: they asked not to be called."""


class CallbackTried(Fact):
    """How the promise stands after a call."""

    callback_id: str
    outcome: Literal["reached", "given_up", "not_allowed"] | None
    """None: it is tried again at `call_at`."""
    call_at: datetime
