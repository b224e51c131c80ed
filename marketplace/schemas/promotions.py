"""Promotions on the wire: what is on offer, for whom it holds, and what it would come to."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from marketplace.schemas.base import Answer, Category, Tier, Usd

PromotionKind = Literal["percent", "amount", "free_shipping"]
PromotionCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    Field(description="The code in any spelling, or words of its title", examples=["SAVE20"]),
]


class PromotionInfo(Answer):
    """A promotion and its conditions."""

    code: str
    title: str
    kind: PromotionKind
    percent: int | None
    amount: Usd | None
    minimum_total: Usd | None = Field(description="Of the items that it is for")
    category: Category | None
    product_kind: str | None
    tier: Tier | None
    first_order_only: bool
    stackable: bool = Field(description="Whether it adds up with another one")
    ends_on: date | None = Field(description="The day on which it ends, in UTC")


class PromotionVerdict(Answer):
    """Whether a promotion holds for a customer and what is in the cart, and if not, why."""

    promotion: PromotionInfo
    eligible: bool
    reason: str | None = Field(description="The code of the refusal that it would meet")
    detail: str | None = Field(description="The same as a sentence to say")
    missing: Usd | None = Field(description="What the order lacks of the minimum")


class DiscountQuote(Answer):
    """What promotions would come to. `shipping` is what they would leave of its price."""

    codes: list[str]
    titles: list[str]
    applies_to: str = Field(description="A product's name, `cart` or `amount`")
    before: Usd
    discount: Usd
    after: Usd = Field(description="Without shipping")
    shipping: Usd
    free_shipping: bool = Field(description="Whether a promotion pays for the shipping")
    provisional: bool = Field(description="Whether it depends on who the caller is")
