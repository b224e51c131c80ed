"""What things in a cart cost: subtotal, discounts, shipping. Pure sums, no queries. USD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from marketplace.rules.bill import ZERO
from marketplace.tables import Promotion
from marketplace.tables.base import CENT

SHIPPING = Decimal("4.99")
FREE_SHIPPING_FROM = Decimal("50.00")
"""Of the items before discounts (article shipping-times), so that no code costs the shipping."""


@dataclass(frozen=True, slots=True)
class PricedLine:
    """Some pieces of a variant at the price of the moment, and how many there are in all."""

    sku: str
    product_id: str
    name: str
    category: str
    kind: str
    options: dict[str, str]
    unit_price: Decimal
    quantity: int
    available: int
    final_sale: bool = False

    @property
    def total(self) -> Decimal:
        """What the pieces cost together."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Taken:
    """What a promotion takes off: an amount of the items, or the price of the shipping."""

    promotion: Promotion
    amount: Decimal

    @property
    def frees_shipping(self) -> bool:
        """Whether it pays for the shipping."""
        return self.promotion.kind == "free_shipping"


@dataclass(frozen=True, slots=True)
class Price:
    """What lines come to: total = subtotal - discounts + shipping, and never below zero."""

    subtotal: Decimal
    taken: Sequence[Taken]
    shipping: Decimal

    @property
    def discount(self) -> Decimal:
        """All that promotions take off the items."""
        return sum((taken.amount for taken in self.taken), ZERO)

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.subtotal - self.discount + self.shipping


def subtotal(lines: Iterable[PricedLine]) -> Decimal:
    """The prices of lines before discounts."""
    return sum((line.total for line in lines), ZERO)


def applicable(lines: Iterable[PricedLine], promotion: Promotion) -> Decimal:
    """What the lines cost that a promotion is for: those of its category and its kind."""
    return subtotal(
        line
        for line in lines
        if promotion.category in (None, line.category)
        and promotion.product_kind in (None, line.kind)
    )


def price(lines: Sequence[PricedLine], promotions: Iterable[Promotion]) -> Price:
    """What lines cost with promotions whose conditions hold.

    Each is reckoned from the full prices; together they take off no more than the items cost.
    """
    whole = subtotal(lines)
    left, taken = whole, []
    for promotion in promotions:
        off = min(left, off_items(promotion, applicable(lines, promotion)))
        left -= off
        taken.append(Taken(promotion, off))
    free = not lines or whole >= FREE_SHIPPING_FROM or any(t.frees_shipping for t in taken)
    return Price(whole, taken, ZERO if free else SHIPPING)


def off_items(promotion: Promotion, base: Decimal) -> Decimal:
    """What a promotion takes off items of that price, to the cent, half a cent upwards."""
    if promotion.kind == "percent":
        share = base * (promotion.percent or 0) / 100
        return share.quantize(CENT, ROUND_HALF_UP)
    if promotion.kind == "amount":
        return min(base, promotion.amount or ZERO)
    return ZERO


def together(one: Promotion, other: Promotion) -> bool:
    """Whether two promotions add up: where either says so (actions.md, Orders and money)."""
    return one.stackable or other.stackable
