"""Customers on the wire: identity, profile, address, ways of paying, offers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from marketplace.schemas.base import Answer, Body, CallId, Line, PaymentKind, PhoneNumber, Tier, Usd

LastFourKind = Literal["ssn", "credit_card"]
OfferAnswer = Literal["ACCEPTED", "DECLINED", "REMIND_LATER"]


class IdentityCheck(Body):
    """The four values that a caller confirmed, and where the call comes from."""

    phone_number: PhoneNumber
    date_of_birth: date
    last_four: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    kind: LastFourKind
    call_id: CallId
    calling_line: PhoneNumber | None = None


class Profile(Answer):
    """What an agent may know about a customer. No phone number, birth date, email or address."""

    customer_id: str
    first_name: str
    last_name: str
    tier: Tier
    locale: str
    loyalty_points: int
    is_seller: bool
    is_locked: bool = Field(description="Changes to the account are locked for safety")
    is_flagged: bool = Field(
        False, description="Something suspicious was noticed: the card on file identifies nobody"
    )
    preferences: dict[str, str]


class IdentityAnswer(Answer):
    """Matched with a profile, failed without a reason, or locked until a time."""

    status: Literal["matched", "failed", "locked"]
    profile: Profile | None = None
    locked_until: datetime | None = None


class PostalAddress(Body):
    """A US address."""

    street: Line
    city: Line
    state: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    postal_code: Annotated[str, StringConstraints(pattern=r"^\d{5}(-\d{4})?$")]


class AddressSaved(Answer):
    """The address on file is now the one that was sent."""

    changed: bool = Field(description="False when it was on file already")


class Preferences(Body):
    """Wishes of a customer, by name: `contact_channel`, `favourite_category` and so on."""

    preferences: dict[
        Annotated[str, StringConstraints(max_length=48)],
        Annotated[str, StringConstraints(max_length=200)],
    ] = Field(max_length=50)


class PaymentMethodInfo(Answer):
    """A way of paying. A card has no number here."""

    method_id: str
    kind: PaymentKind
    balance: Usd | None = Field(None, description="Of a gift card")


class OfferText(Answer):
    """A text that is read to customers word for word."""

    offer_id: str
    version: int
    title: str
    text: str


class OfferResponseIn(Body):
    """What the customer answered, to which version, in which call."""

    response: OfferAnswer
    version: int
    call_id: CallId | None = None


class OfferLogged(Answer):
    """The answer is on file."""

    offer_id: str
    version: int
    response: OfferAnswer
    logged_at: datetime
