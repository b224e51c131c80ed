"""What all wire models share: strictness, money, and the closed sets of words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Usd = Annotated[Decimal, Field(max_digits=12, decimal_places=2, description="US dollars")]
PositiveUsd = Annotated[Usd, Field(gt=0)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
CallId = Annotated[
    str, StringConstraints(min_length=1, max_length=200), Field(description="The conversation")
]
PhoneNumber = Annotated[
    str, StringConstraints(pattern=r"^\+[1-9]\d{6,14}$"), Field(description="E.164")
]

Tier = Literal["basic", "premium", "business"]
Category = Literal["home", "books", "electronics", "fashion"]
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
PaymentKind = Literal["card", "paypal", "gift_card"]


class Body(BaseModel):
    """A request: unknown fields are a mistake, so they are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(BaseModel):
    """A response."""

    model_config = ConfigDict(frozen=True)


class RefusalBody(Answer):
    """Every refusal: a code for programs, a sentence for people, and the facts of the rule."""

    model_config = ConfigDict(frozen=True, extra="allow")

    error: str = Field(description="The rule that was broken", examples=["order_not_pending"])
    detail: str = Field(description="One or two sentences that a voice can say as they stand")
