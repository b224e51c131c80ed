"""Carts: of a customer, or of a call whose caller is not known.

What an unidentified caller put into the cart of their call is seen with their own as soon as they
are identified in it, and becomes part of it with the first change or the checkout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import selectinload

from marketplace.rules import stock
from marketplace.rules.pricing import PricedLine
from marketplace.tables import Cart, CartItem, CartPromotion, Product, Promotion, Variant
from marketplace.work import UnitOfWork

MOST_PIECES = 99
"""Of one thing in a cart."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose cart it is: the customer's where there is one, with that of this call."""

    customer_id: str | None
    call_hash: str

    @classmethod
    def of(cls, work: UnitOfWork, customer_id: str | None, call_id: str) -> Owner:
        """The owner of carts in a call."""
        return cls(customer_id, work.vault.hash("calls", call_id))

    @property
    def carts(self) -> ColumnElement[bool]:
        """Which carts are the owner's. Nobody's number is no number: it would fit every call's."""
        of_call = Cart.call_hash == self.call_hash
        if self.customer_id is None:
            return of_call
        return or_(Cart.customer_id == self.customer_id, of_call)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a cart, oldest first, and the promotions that were asked for, oldest first."""

    lines: Sequence[PricedLine]
    promotions: Sequence[Promotion]


async def contents(work: UnitOfWork, owner: Owner) -> Contents:
    """What is in the owner's cart and in the call's together, at the prices of the moment."""
    carts = await work.session.scalars(
        select(Cart)
        .where(owner.carts)
        .order_by(Cart.customer_id.is_(None), Cart.cart_id)
        .options(selectinload(Cart.items), selectinload(Cart.promotions))
        .execution_options(populate_existing=True)
    )
    mine = carts.all()
    quantities: dict[str, int] = {}
    for item in (item for cart in mine for item in cart.items):
        quantities[item.sku] = min(MOST_PIECES, quantities.get(item.sku, 0) + item.quantity)
    applied = [promotion for cart in mine for promotion in cart.promotions]
    codes = [p.code for p in sorted(applied, key=lambda p: p.applied_at)]
    return Contents(await priced(work, quantities), await _promotions(work, codes))


async def priced(work: UnitOfWork, quantities: Mapping[str, int]) -> list[PricedLine]:
    """Pieces of variants as lines with names, prices and what there is of each."""
    rows = await work.session.execute(
        select(Variant, Product)
        .join(Product, Product.product_id == Variant.product_id)
        .where(Variant.sku.in_(list(quantities)))
    )
    found = {variant.sku: (variant, product) for variant, product in rows}
    available = await stock.by_sku(work, found)
    return [
        line(*found[sku], quantity, available.get(sku, 0)) for sku, quantity in quantities.items()
    ]


async def opened(work: UnitOfWork, owner: Owner) -> Cart:
    """The owner's cart, made if need be, locked, with what the call's own cart held."""
    cart = await _own(work, owner)
    if owner.customer_id is not None:
        await _absorb(work, cart, owner.call_hash)
    cart.changed_at = work.now
    return cart


def line(variant: Variant, product: Product, quantity: int, available: int) -> PricedLine:
    """Some pieces of a variant at its price."""
    return PricedLine(
        sku=variant.sku,
        product_id=product.product_id,
        name=product.name,
        category=product.category,
        kind=product.kind,
        options=variant.options,
        unit_price=variant.price,
        quantity=quantity,
        available=available,
        final_sale=product.final_sale,
    )


async def _promotions(work: UnitOfWork, codes: Sequence[str]) -> list[Promotion]:
    rows = await work.session.scalars(select(Promotion).where(Promotion.code.in_(codes)))
    by_code = {promotion.code: promotion for promotion in rows}
    return [by_code[code] for code in dict.fromkeys(codes)]


async def _own(work: UnitOfWork, owner: Owner) -> Cart:
    mine = (
        {"customer_id": owner.customer_id}
        if owner.customer_id is not None
        else {"call_hash": owner.call_hash}
    )
    insert = (
        sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    )
    # Two first changes at once: one makes the cart, the other waits and finds it.
    await work.session.execute(
        insert(Cart).values(changed_at=work.now, **mine).on_conflict_do_nothing()
    )
    found = await _locked(work, **mine)
    if found is None:
        raise RuntimeError("a cart that was just made is gone")
    return found


async def _absorb(work: UnitOfWork, cart: Cart, call_hash: str) -> None:
    """Takes over what the caller put into the cart of the call before they were identified."""
    other = await _locked(work, call_hash=call_hash)
    if other is None:
        return
    held = {item.sku: item for item in cart.items}
    for item in other.items:
        if item.sku in held:
            held[item.sku].quantity = min(MOST_PIECES, held[item.sku].quantity + item.quantity)
        else:
            cart.items.append(
                CartItem(sku=item.sku, quantity=item.quantity, added_at=item.added_at)
            )
    applied = {promotion.code for promotion in cart.promotions}
    cart.promotions += [
        CartPromotion(code=promotion.code, applied_at=promotion.applied_at)
        for promotion in other.promotions
        if promotion.code not in applied
    ]
    await work.session.delete(other)


async def _locked(work: UnitOfWork, **mine: str | None) -> Cart | None:
    found: Cart | None = await work.session.scalar(
        select(Cart)
        .filter_by(**mine)
        .options(selectinload(Cart.items), selectinload(Cart.promotions))
        .with_for_update()
    )
    return found
