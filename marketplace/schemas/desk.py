"""Callers on the line and the desk that takes them, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, CallId, Line
from marketplace.schemas.support import Severity

CallerStanding = Literal["waiting", "taken", "declined", "ended", "gave_up"]
TakenBy = Literal["desk", "phone"]


class CallIn(Body):
    """The conversation that asks: a ticket is only its own."""

    call_id: CallId


class CallerIn(CallIn):
    """A caller who would like to speak to a person now, in the call that goes on."""

    channel: Annotated[Line, Field(max_length=16)]
    agent: Annotated[Line, Field(max_length=48, description="Who spoke with them last")]


class CallerState(Answer):
    """How a caller's request stands."""

    ticket_id: str
    state: CallerStanding
    desk_open: bool = Field(description="Somebody looks at who waits")
    position: int | None = Field(description="Among those on the line; 1 is next")


class WaitingCaller(Answer):
    """A caller on the line, as the desk sees them."""

    ticket_id: str
    since: datetime
    channel: str
    agent: str
    summary: str
    urgency: Severity
    identified: bool = Field(description="The caller has proven who they are")
    position: int = Field(description="1 is next")


class WaitingCallers(Answer):
    """Who waits, the next one first, and the time by the marketplace's clock."""

    callers: list[WaitingCaller]
    now: datetime


class TakingIn(Body):
    """Where the person is who takes the caller."""

    by: TakenBy


class CallerTaken(Answer):
    """The caller is this person's, and nobody else's."""

    ticket_id: str
    call_id: str = Field(description="The conversation, which is the name of its room")


class CallerEndIn(CallIn):
    """How the wait ended, apart from being taken."""

    outcome: Literal["ended", "gave_up"]
