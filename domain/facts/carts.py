"""What is known of carts, and what came of buying one. Money in USD."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact, PaymentKind
from domain.facts.orders import OrderSummary

CartChangeKind = Literal["add", "remove", "set"]


class CartLine(Fact):
    """A variant in a cart."""

    sku: str
    product_id: str
    name: str
    options: dict[str, str]
    unit_price: Decimal
    quantity: int
    total: Decimal
    available: int
    """How many there are in all."""


class Discount(Fact):
    """What a promotion takes off the items; one that pays for the shipping takes off nothing."""

    code: str
    title: str
    amount: Decimal
    free_shipping: bool
    provisional: bool
    """Whether it depends on who the caller is."""


class LapsedPromotion(Fact):
    """A promotion on the cart that does not hold as things are."""

    code: str
    title: str
    reason: str
    """The code of the refusal."""
    detail: str
    missing: Decimal | None
    """What the order lacks of the minimum."""


class CartView(Fact):
    """What is in a cart and what it costs: total = subtotal - discounts + shipping."""

    items: tuple[CartLine, ...]
    subtotal: Decimal
    discounts: tuple[Discount, ...]
    shipping: Decimal
    total: Decimal
    lapsed: tuple[LapsedPromotion, ...]


class CartChanged(Fact):
    """The item that changed, how many of it there are now, and the cart."""

    name: str | None
    """None when everything was taken out."""
    options: dict[str, str]
    quantity: int
    cart: CartView


class PromotionApplied(Fact):
    """A promotion is on the cart; `replaced` are the codes that it does not add up with."""

    discount: Discount
    replaced: tuple[str, ...]
    cart: CartView


class CheckedOut(Fact):
    """The order that was made of the cart; it ships to the address on file."""

    order: OrderSummary
    subtotal: Decimal
    discounts: tuple[Discount, ...]
    lapsed: tuple[LapsedPromotion, ...]
    shipping: Decimal
    total: Decimal
    method: PaymentKind
    points_earned: int
    quote: str
    """Stands for exactly this purchase: items, prices, method."""
