"""What is known of a customer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact, PaymentKind, Tier

LastFourKind = Literal["ssn", "credit_card"]
OfferAnswer = Literal["ACCEPTED", "DECLINED", "REMIND_LATER"]


class Profile(Fact):
    """What an agent may know of a customer. No phone number, birth date, email or address."""

    customer_id: str
    first_name: str
    last_name: str
    tier: Tier
    locale: str
    loyalty_points: int
    is_seller: bool
    is_locked: bool
    """Changes to the account are locked for safety."""
    is_flagged: bool = False
    """Something suspicious was noticed: the card on file identifies nobody."""
    preferences: dict[str, str]


class IdentityMatch(Fact):
    """What came of an identity check: matched, failed without a reason, or locked until a time."""

    status: Literal["matched", "failed", "locked"]
    profile: Profile | None = None
    locked_until: datetime | None = None

    @property
    def customer_id(self) -> str | None:
        """Who it is, on a match."""
        return None if self.profile is None else self.profile.customer_id


class PostalAddress(Fact):
    """An address on file. Private: read back to its owner and nowhere else."""

    street: str
    city: str
    state: str
    """Two letters."""
    postal_code: str


class AddressSaved(Fact):
    """The address on file is the one that was sent."""

    changed: bool
    """False when it was on file already."""


class PaymentMethod(Fact):
    """A way of paying. A card has no number here."""

    method_id: str
    kind: PaymentKind
    balance: Decimal | None = None
    """Of a gift card, USD."""


class Offer(Fact):
    """A text that is read to customers word for word."""

    offer_id: str
    version: int
    title: str
    text: str


class OfferLogged(Fact):
    """The answer to an offer is on file."""

    offer_id: str
    version: int
    response: OfferAnswer
    logged_at: datetime
