"""What is known of promotions and loyalty points. Money in USD."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from domain.facts.base import Category, Fact, Tier

PromotionKind = Literal["percent", "amount", "free_shipping"]


class PromotionInfo(Fact):
    """A promotion and its conditions."""

    code: str
    title: str
    kind: PromotionKind
    percent: int | None
    amount: Decimal | None
    minimum_total: Decimal | None
    """Of the items that it is for."""
    category: Category | None
    product_kind: str | None
    tier: Tier | None
    first_order_only: bool
    stackable: bool
    """Whether it adds up with another one."""
    ends_on: date | None


class PromotionVerdict(Fact):
    """Whether a promotion holds for a customer and what is in the cart, and if not, why."""

    promotion: PromotionInfo
    eligible: bool
    reason: str | None
    """The code of the refusal that it would meet."""
    detail: str | None
    missing: Decimal | None
    """What the order lacks of the minimum."""


class DiscountQuote(Fact):
    """What promotions would come to; nothing was applied."""

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    applies_to: str
    """A product's name, `cart` or `amount`."""
    before: Decimal
    discount: Decimal
    after: Decimal
    """Without shipping."""
    shipping: Decimal
    free_shipping: bool
    provisional: bool
    """Whether it depends on who the caller is."""


class LoyaltyBalance(Fact):
    """A customer's points, and what they are worth on a later order."""

    points: int
    worth: Decimal
    tier: Tier
