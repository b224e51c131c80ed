"""What is known of a customer's tastes, and what should please."""

from __future__ import annotations

from typing import Literal

from domain.facts.base import Fact
from domain.facts.catalogue import ProductSummary

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


class PreferencesOnFile(Fact):
    """All that a customer wants to be remembered, by name. Lists are parted by commas."""

    preferences: dict[str, str]
    tracking: bool
    """Whether what they look at may be kept."""


class BehaviourKept(Fact):
    """It counts for what is recommended from here on."""

    product_id: str
    name: str
    what: BehaviourKind


class Recommendation(ProductSummary):
    """A product in stock that should please, and why: `because` names what speaks for it."""

    why: Why
    because: str


class Recommendations(Fact):
    """What should please, best first. Empty where nothing is known of the customer's taste."""

    products: tuple[Recommendation, ...]
