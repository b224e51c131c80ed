"""Calls back that were promised, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, PhoneNumber

CallbackOutcome = Literal["reached", "given_up", "not_allowed"]
CallbackCame = Literal["reached", "missed", "not_allowed"]


class CallbackWaiting(Answer):
    """A promise that is still to be kept. Without the number: only who dials is told it."""

    callback_id: str
    call_at: datetime
    tries: int = Field(description="Calls that nobody answered so far")


class CallbackToDial(Answer):
    """Whom to call now."""

    callback_id: str
    phone_number: PhoneNumber
    allowed: bool = Field(description="False: whoever it belongs to asked not to be called")


class CallbackTriedIn(Body):
    """What became of the call: somebody was reached, or not; or it may not be made."""

    came: CallbackCame


class CallbackTried(Answer):
    """How the promise stands now."""

    callback_id: str
    outcome: CallbackOutcome | None = Field(description="None: it is tried again at `call_at`")
    call_at: datetime
