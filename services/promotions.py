"""Promotions and loyalty points. Money in USD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.facts import DiscountQuote, LoyaltyBalance, PromotionInfo, PromotionVerdict
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class PromotionService:
    """Promotions are named by their code or by words of their title."""

    _acting: Acting

    async def current(self) -> list[PromotionInfo]:
        """What is on offer now, for anybody; those that end first in front."""
        return await self._acting.get_list(PromotionInfo, "promotions")

    async def verdicts(self, *, call_id: str, code: str | None = None) -> list[PromotionVerdict]:
        """Which promotions hold for the bound customer and their cart; one of them by its code."""
        where = self._acting.account("promotions")
        return await self._acting.get_list(
            PromotionVerdict, where, {"call_id": call_id, "code": code}
        )

    async def discount(
        self,
        codes: Sequence[str],
        *,
        call_id: str,
        product: str | None = None,
        amount: Decimal | None = None,
    ) -> DiscountQuote:
        """What one or two promotions would take off a product, an amount, or else the cart."""
        return await self._acting.get(
            DiscountQuote,
            self._acting.account_or("discount"),
            {
                "code": list(codes),
                "call_id": call_id,
                "product": product,
                "amount": None if amount is None else str(amount),
            },
        )

    async def loyalty(self) -> LoyaltyBalance:
        """The bound customer's points."""
        return await self._acting.get(LoyaltyBalance, self._acting.account("loyalty"))
