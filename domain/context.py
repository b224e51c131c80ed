"""What travels with a caller: the customer context, and a record of each handover."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny


class Channel(StrEnum):
    """The way in that a conversation came by."""

    VOICE = "voice"
    CHAT = "chat"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    EMAIL = "email"


class OrderBrief(BaseModel):
    """One line of a customer's order history."""

    model_config = ConfigDict(frozen=True)

    order_id: str
    status: str
    items: tuple[str, ...]
    total: Decimal
    """USD."""


class CustomerContext(BaseModel):
    """Who is calling and what is known of them. Kept encrypted wherever it is stored.

    A roster may name a type of its own, with more of what its agents need to know.
    """

    customer_id: str | None = None
    phone_number: str | None = Field(None, repr=False)
    """E.164."""
    first_name: str | None = None
    date_of_birth: date | None = Field(None, repr=False)
    address_verified: bool = False
    authenticated_at: datetime | None = None
    current_intent: str | None = None
    """Why they call, in their own words, private values masked."""
    order_history: tuple[OrderBrief, ...] = ()
    preferences: dict[str, str] = Field(default_factory=dict)
    loyalty_tier: str | None = None
    is_seller: bool = False
    locale: str = "en-US"

    @property
    def authenticated(self) -> bool:
        """Whether the four values were matched in this conversation."""
        return self.authenticated_at is not None and self.customer_id is not None


class AgentTransfer(BaseModel):
    """A handover that took place: recorded when the next agent is active, not when asked for."""

    model_config = ConfigDict(frozen=True)

    from_agent: str
    to_agent: str
    context: SerializeAsAny[CustomerContext]
    """A snapshot without the date of birth."""
    reason: str
    customer_message: str | None = None
    timestamp: datetime
