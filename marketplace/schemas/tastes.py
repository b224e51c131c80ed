"""Preferences, behaviour and recommendations on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, Line
from marketplace.schemas.catalogue import ProductSummary

PreferenceName = Literal[
    "contact_channel",
    "favourite_category",
    "liked_brands",
    "avoided_brands",
    "colours",
    "size",
    "shoe_size",
    "budget",
    "language",
    "tracking",
    "accessibility",
]
PreferenceWish = Literal["add", "remove"]
BehaviourKind = Literal["viewed", "liked", "disliked", "wished"]
GiftOccasion = Literal[
    "birthday", "wedding", "housewarming", "holidays", "baby", "travel", "sport", "school", "office"
]
Why = Literal[
    "wished",
    "bought_together",
    "goes_with",
    "more_of",
    "liked_brand",
    "looked_at",
    "favourite_category",
    "occasion",
]


class PreferenceIn(Body):
    """A wish in the customer's words; lists grow by `add`, others are replaced by it."""

    preference: PreferenceName
    value: Line | None = Field(None, description="May be left out to remove all of it")
    wish: PreferenceWish = "add"


class PreferencesOnFile(Answer):
    """All that a customer wants to be remembered, by name. Lists are parted by commas."""

    preferences: dict[str, str]
    tracking: bool = Field(description="Whether what they look at may be kept")


class BehaviourIn(Body):
    """A product, by number or name, and what the customer thinks of it."""

    product: Line
    what: BehaviourKind


class BehaviourKept(Answer):
    """It counts for what is recommended from here on."""

    product_id: str
    name: str
    what: BehaviourKind


class Recommendation(ProductSummary):
    """A product in stock that should please, and why: `because` names what speaks for it."""

    why: Why
    because: str


class Recommendations(Answer):
    """What should please, best first. Empty where nothing is known of the customer's taste."""

    products: list[Recommendation]
