"""What is said of a cart, of buying it, and of what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from domain import facts
from spoken import say
from tools.words.orders import PAID_BY

_MOST_ITEMS = 4
"""Items of a cart that are named one by one."""


class Item(Protocol):
    """A line of a cart or of an order."""

    @property
    def name(self) -> str:
        """As in the catalogue."""
        ...

    @property
    def options(self) -> dict[str, str]:
        """Of the variant."""
        ...

    @property
    def quantity(self) -> int:
        """Pieces."""
        ...


def item(line: Item) -> str:
    """A line: "two pieces of the Linen shirt in size M and white"."""
    pieces = "" if line.quantity == 1 else f"{say.count(line.quantity, 'piece')} of "
    return f"{pieces}the {version(line.name, line.options)}"


def version(name: str, options: Mapping[str, str]) -> str:
    """A product in one of its versions: "Linen shirt in size M and white"."""
    said = [f"size {value}" if key == "size" else value for key, value in options.items()]
    return f"{name} in {say.listing(said)}" if said else name


def cart(seen: facts.CartView) -> str:
    """What is in a cart and what it comes to."""
    if not seen.items:
        return "Your cart is empty. What would you like to put into it?"
    parts = (f"In your cart: {_items(seen.items)}.", costs(seen), lapsed(seen.lapsed))
    return " ".join(filter(None, parts))


def costs(seen: facts.CartView | facts.CheckedOut) -> str:
    """The total, with what makes it up."""
    off = [f"{say.money(d.amount)} off" for d in seen.discounts if d.amount]
    shipping = "with free shipping"
    if seen.shipping:
        shipping = f"including {say.money(seen.shipping)} for shipping"
    less = f" after {say.listing(off)}" if off else ""
    return f"In all, that's {say.money(seen.total)}{less}, {shipping}."


def changed(seen: facts.CartChanged) -> str:
    """What a change left in the cart."""
    if seen.name is None:
        return "I've taken everything out; your cart is empty now."
    thing = version(seen.name, seen.options)
    pieces = f"{say.count(seen.quantity, 'piece')} of " if seen.quantity > 1 else ""
    done = f"Your cart has {pieces}the {thing} now."
    if not seen.quantity:
        done = f"I've taken the {thing} out."
    if not seen.cart.items:
        return f"{done} Your cart is empty now."
    return " ".join(filter(None, (done, costs(seen.cart), lapsed(seen.cart.lapsed))))


def applied(seen: facts.PromotionApplied) -> str:
    """What a promotion takes off, what it replaces, and what it depends on."""
    discount = seen.discount
    if discount.free_shipping:
        done = "The shipping is free with that."
    else:
        done = f"That takes {say.money(discount.amount)} off."
    if seen.replaced:
        done += " It takes the place of the one that you had, since the two don't add up."
    if discount.provisional:
        done += " I'll check that it's meant for you when you check out."
    return f"{done} {costs(seen.cart)}"


def would_check_out(seen: facts.CheckedOut) -> str:
    """What buying would mean."""
    parts = (
        f"I'd order {_items(seen.order.items)}.",
        costs(seen),
        lapsed(seen.lapsed),
        f"It's paid by {PAID_BY[seen.method]} and goes to the address on your account.",
    )
    return " ".join(filter(None, parts))


def checked_out(seen: facts.CheckedOut) -> str:
    """What happens now that it is bought."""
    points = ""
    if seen.points_earned:
        points = f" You've earned {say.count(seen.points_earned, 'point')} with it."
    return (
        f"Thank you, your order is placed: {say.money(seen.total)}, paid by "
        f"{PAID_BY[seen.method]}. The confirmation comes by email.{points}"
    )


def lapsed(promotions: Sequence[facts.LapsedPromotion]) -> str:
    """Which promotions on the cart do not hold, and why."""
    return " ".join(
        f"The offer {say_title(promotion.title)} doesn't count: {_why(promotion)}"
        for promotion in promotions
    )


def say_title(title: str) -> str:
    """A promotion's title inside a sentence."""
    return f"“{title}”" if not title else title[0].lower() + title[1:]


def which(option: str, choices: Sequence[str]) -> str:
    """The question for an option: "Which size would you like: S, M or L?"."""
    named = "colour" if option == "color" else option.replace("_", " ")
    return f"Which {named} would you like: {say.listing(choices, 'or')}?"


def which_method(kinds: Sequence[str]) -> str:
    """The question for the way of paying."""
    return f"Shall it go on {say.listing([PAID_BY[kind] for kind in kinds], 'or')}?"


def few_left(product: str, available: int, in_cart: int) -> str:
    """That there are fewer pieces than were asked for."""
    there = f"We have only {say.count(available, 'piece')} of the {product} left"
    if in_cart:
        there += f", and {say.count(in_cart, 'piece')} of it {_are(in_cart)} in your cart"
    return f"{there}. How many would you like?"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _items(lines: Sequence[Item]) -> str:
    named = [item(line) for line in lines[:_MOST_ITEMS]]
    rest = len(lines) - len(named)
    if rest:
        named.append(f"{say.count(rest, 'more thing')}")
    return say.listing(named)


def _why(promotion: facts.LapsedPromotion) -> str:
    if promotion.missing is not None:
        return missing(promotion.missing)
    return promotion.detail


def missing(amount: Decimal) -> str:
    """How far an order is from a minimum."""
    return f"You need {say.money(amount)} more to get that one."
