"""What all facts share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Tier = Literal["basic", "premium", "business"]
Category = Literal["home", "books", "electronics", "fashion"]
PaymentKind = Literal["card", "paypal", "gift_card"]
OrderState = Literal[
    "pending",
    "processed",
    "shipped",
    "out_for_delivery",
    "delivered",
    "cancelled",
    "return_requested",
    "exchange_requested",
    "returned",
    "exchanged",
]


class Fact(BaseModel):
    """Something that a backend answered. What a newer backend adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")
