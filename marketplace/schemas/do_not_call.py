"""The do-not-call list on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from marketplace.schemas.base import Answer, Body, PhoneNumber


class NumberIn(Body):
    """The number that it is about."""

    phone_number: PhoneNumber


class CallPermission(Answer):
    """Whether a number may be called."""

    allowed: bool


class DoNotCallEntry(Answer):
    """A number that asked not to be called."""

    number: str = Field(description="E.164")
    since: datetime
