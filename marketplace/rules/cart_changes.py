"""What goes into a cart and comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from marketplace.refusals import (
    CartEmpty,
    CartFull,
    CartItemUnclear,
    NotEnoughStock,
    NotInCart,
    OutOfStock,
    ProductNotFound,
    TooMany,
)
from marketplace.rules import carts, choosing, matching, stock
from marketplace.rules.carts import Owner
from marketplace.rules.pricing import PricedLine
from marketplace.schemas import CartChangeIn
from marketplace.tables import Cart, CartItem
from marketplace.work import UnitOfWork

MOST_LINES = 50
"""Different things in a cart."""
_ALL = frozenset({"everything", "all", "whole", "cart", "basket"})


async def change(work: UnitOfWork, owner: Owner, asked: CartChangeIn) -> PricedLine | None:
    """Puts something in, takes it out, or says how many there are to be.

    Returns the line as it is now; its quantity is zero where it is gone. None: all was taken out.

    Raises:
        ProductNotFound: no product is close enough to what was named.
        VariantNotFound: it does not come like that.
        VariantUnclear: it comes in several versions that fit.
        OutOfStock: there is none of it.
        NotEnoughStock: there are fewer than that.
        TooMany: more than ninety-nine pieces.
        CartFull: more than fifty different things.
        CartEmpty: there is nothing to take out.
        NotInCart: nothing in the cart is called that.
        CartItemUnclear: several things in the cart are.
    """
    cart = await carts.opened(work, owner)
    lines = await carts.priced(work, {item.sku: item.quantity for item in cart.items})
    if asked.change == "remove" or asked.quantity == 0:
        return _taken_out(work, cart, lines, asked)
    wanted = await _wanted(work, lines, asked)
    quantity = 1 if asked.quantity is None else asked.quantity
    if asked.change == "add":
        quantity += wanted.quantity
    if quantity > carts.MOST_PIECES:
        raise TooMany(most=carts.MOST_PIECES)
    if not wanted.available:
        raise OutOfStock(sku=wanted.sku)
    if quantity > wanted.available:
        raise NotEnoughStock(
            product=wanted.name, available=wanted.available, in_cart=wanted.quantity
        )
    if not wanted.quantity and len(lines) == MOST_LINES:
        raise CartFull(most=MOST_LINES)
    return _put(work, cart, wanted, quantity)


async def _wanted(work: UnitOfWork, lines: Sequence[PricedLine], asked: CartChangeIn) -> PricedLine:
    """The line that is meant, with what the cart holds of it so far."""
    if _means_all(_said(asked)):
        raise ProductNotFound
    in_cart = {line.sku: line for line in lines}
    if asked.change == "set" and lines:
        with suppress(NotInCart):
            return _pick(lines, _said(asked))
    product, variant = await choosing.choose(work, asked.product, asked.options, in_cart)
    if variant.sku in in_cart:
        return in_cart[variant.sku]
    available = await stock.by_sku(work, [variant.sku])
    return carts.line(variant, product, 0, available.get(variant.sku, 0))


def _taken_out(
    work: UnitOfWork, cart: Cart, lines: Sequence[PricedLine], asked: CartChangeIn
) -> PricedLine | None:
    if not lines:
        raise CartEmpty
    if not asked.quantity and _means_all(_said(asked)):
        cart.items.clear()
        return None
    meant = _pick(lines, _said(asked))
    left = max(0, meant.quantity - asked.quantity) if asked.quantity else 0
    return _put(work, cart, meant, left)


def _put(work: UnitOfWork, cart: Cart, line: PricedLine, quantity: int) -> PricedLine:
    row = next((item for item in cart.items if item.sku == line.sku), None)
    if row is None:
        cart.items.append(CartItem(sku=line.sku, quantity=quantity, added_at=work.now))
    elif quantity:
        row.quantity = quantity
    else:
        cart.items.remove(row)
    return replace(line, quantity=quantity)


def _pick(lines: Sequence[PricedLine], said: str) -> PricedLine:
    """The line that a stock number, a product number or words of name and options mean."""
    exact = said.strip().upper()
    asked = matching.words(said)
    fits = [line for line in lines if exact in (line.sku, line.product_id)]
    fits = fits or [line for line in lines if asked and asked <= _words_of(line)]
    if not fits:
        raise NotInCart(items=[line.name for line in lines])
    if len(fits) > 1:
        raise CartItemUnclear(items=[" ".join((f.name, *f.options.values())) for f in fits])
    return fits[0]


def _words_of(line: PricedLine) -> set[str]:
    return matching.words(" ".join((line.name, *line.options, *line.options.values())))


def _means_all(said: str) -> bool:
    """Whether words name the whole cart: "everything", "all the items"."""
    asked = matching.words(said)
    return bool(asked & _ALL) and asked <= _ALL | {"item", "thing"}


def _said(asked: CartChangeIn) -> str:
    return " ".join(filter(None, (asked.product, asked.options)))
