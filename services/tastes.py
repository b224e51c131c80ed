"""What the bound customer likes, and what should please them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.facts import (
    BehaviourKept,
    BehaviourKind,
    Category,
    GiftOccasion,
    PreferenceName,
    PreferencesOnFile,
    PreferenceWish,
    Recommendations,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class TasteService:
    """Preferences, behaviour, recommendations."""

    _acting: Acting

    async def preferences(self) -> PreferencesOnFile:
        """All that is remembered."""
        where = self._acting.account("preferences")
        return await self._acting.get(PreferencesOnFile, where)

    async def change_preference(
        self, preference: PreferenceName, value: str | None, wish: PreferenceWish = "add"
    ) -> PreferencesOnFile:
        """Keeps a preference in the customer's words, or takes it back."""
        return await self._acting.write(
            PreferencesOnFile,
            "POST",
            self._acting.account("preference-changes"),
            "tastes.change_preference",
            {"preference": preference, "value": value, "wish": wish},
        )

    async def track(self, product: str, what: BehaviourKind) -> BehaviourKept:
        """Keeps what is thought of a product, by number or name."""
        return await self._acting.write(
            BehaviourKept,
            "POST",
            self._acting.account("behaviour"),
            "tastes.track",
            {"product": product, "what": what},
        )

    async def recommend(
        self,
        *,
        occasion: GiftOccasion | None = None,
        category: Category | None = None,
        budget: Decimal | None = None,
        limit: int = 3,
    ) -> Recommendations:
        """Products in stock that should please; a budget is the highest price in USD."""
        return await self._acting.get(
            Recommendations,
            self._acting.account("recommendations"),
            {
                "occasion": occasion,
                "category": category,
                "budget": None if budget is None else str(budget),
                "limit": limit,
            },
        )
