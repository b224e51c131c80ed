"""Carts and buying on the wire. Every price is the one of the moment."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, CallId, Line, PaymentKind, Usd
from marketplace.schemas.orders import OrderSummary
from marketplace.schemas.promotions import PromotionCode

CartChangeKind = Literal["add", "remove", "set"]


class CartLine(Answer):
    """A variant in a cart."""

    sku: str
    product_id: str
    name: str
    options: dict[str, str]
    unit_price: Usd
    quantity: int
    total: Usd
    available: int = Field(description="How many there are in all warehouses")


class Discount(Answer):
    """What a promotion takes off the items; one that pays for the shipping takes off nothing."""

    code: str
    title: str
    amount: Usd
    free_shipping: bool
    provisional: bool = Field(description="Whether it depends on who the caller is")


class LapsedPromotion(Answer):
    """A promotion on the cart that does not hold as things are."""

    code: str
    title: str
    reason: str = Field(description="The code of the refusal")
    detail: str
    missing: Usd | None = Field(description="What the order lacks of the minimum")


class CartView(Answer):
    """What is in a cart and what it costs: total = subtotal - discounts + shipping."""

    items: list[CartLine]
    subtotal: Usd
    discounts: list[Discount]
    shipping: Usd
    total: Usd
    lapsed: list[LapsedPromotion]


class CartChangeIn(Body):
    """Puts something in, takes it out, or says how many of it there are to be."""

    call_id: CallId
    product: Line = Field(description="Product or stock number, or a name with its options")
    options: Line | None = Field(None, description="Words of the options: 'size 11 blue'")
    quantity: Annotated[int, Field(ge=0)] | None = Field(
        None, description="One when it is put in, all of it when it is taken out"
    )
    change: CartChangeKind = "add"


class CartChanged(Answer):
    """The item that changed, how many of it there are now, and the cart."""

    name: str | None = Field(description="None when everything was taken out")
    options: dict[str, str]
    quantity: int
    cart: CartView


class PromotionIn(Body):
    """The promotion that somebody asks for."""

    call_id: CallId
    code: PromotionCode


class PromotionApplied(Answer):
    """A promotion is on the cart; `replaced` are the codes that it does not add up with."""

    discount: Discount
    replaced: list[str]
    cart: CartView


class CheckoutIn(Body):
    """How it is paid, and the quote that the customer agreed to."""

    call_id: CallId
    method: Line | None = Field(
        None,
        description="Payment method id, or its kind if there is one of it; "
        "may be left out where the account has a single way of paying",
    )
    quote: str | None = Field(
        None,
        max_length=64,
        description="Of an earlier answer: refused when that would be another purchase now",
    )


class CheckedOut(Answer):
    """The order that was made of the cart; it ships to the address on file."""

    order: OrderSummary
    subtotal: Usd
    discounts: list[Discount]
    lapsed: list[LapsedPromotion]
    shipping: Usd
    total: Usd
    method: PaymentKind
    points_earned: int
    quote: str = Field(description="Stands for exactly this purchase: items, prices, method")
