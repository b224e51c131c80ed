"""What promotions would come to, before anything is put on a cart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from marketplace.refusals import CartEmpty, PromotionsDoNotStack
from marketplace.rules import carts, choosing, pricing, promotions, stock
from marketplace.rules.carts import Owner
from marketplace.rules.pricing import PricedLine
from marketplace.schemas import DiscountQuote
from marketplace.tables import Promotion
from marketplace.work import UnitOfWork


async def quote(
    work: UnitOfWork,
    owner: Owner,
    codes: Sequence[str],
    product: str | None,
    amount: Decimal | None,
) -> DiscountQuote:
    """What promotions would take off a product, an amount of goods, or else the cart.

    Raises:
        CustomerNotFound: no such customer.
        CartEmpty: neither a product nor an amount is named, and nothing is in the cart.
        ProductNotFound: no product is close enough to what was named.
        VariantNotFound: it does not come like that.
        PromotionNotFound: no such promotion.
        PromotionsDoNotStack: they cannot be used together.
        Refusal: a condition that is not met, as in `promotions.broken`.
    """
    asked = [await promotions.find(work, code) for code in codes]
    for one, other in pairwise(asked):
        if not pricing.together(one, other):
            raise PromotionsDoNotStack
    who = await promotions.shopper(work, owner.customer_id)
    applies_to, lines = await _lines(work, owner, asked, product, amount)
    for promotion in asked:
        broken = promotions.broken(work, promotion, lines, who)
        if broken is not None:
            raise broken
    price = pricing.price(lines, asked)
    return DiscountQuote(
        codes=[promotion.code for promotion in asked],
        titles=[promotion.title for promotion in asked],
        applies_to=applies_to,
        before=price.subtotal,
        discount=price.discount,
        after=price.subtotal - price.discount,
        shipping=price.shipping,
        free_shipping=any(taken.frees_shipping for taken in price.taken),
        provisional=who is None and any(map(promotions.depends_on_person, asked)),
    )


async def _lines(
    work: UnitOfWork,
    owner: Owner,
    asked: Sequence[Promotion],
    product: str | None,
    amount: Decimal | None,
) -> tuple[str, Sequence[PricedLine]]:
    if product is not None:
        line = await _cheapest(work, product)
        return line.name, [line]
    if amount is not None:
        return "amount", [_goods(asked, amount)]
    held = await carts.contents(work, owner)
    if not held.lines:
        raise CartEmpty
    return "cart", held.lines


async def _cheapest(work: UnitOfWork, said: str) -> PricedLine:
    """One piece of the product, in the cheapest version that was not ruled out."""
    product, fits = await choosing.fitting(work, said, None)
    variant = min(fits, key=lambda v: (v.price, v.position))
    available = await stock.by_sku(work, [variant.sku])
    return carts.line(variant, product, 1, available.get(variant.sku, 0))


def _goods(asked: Sequence[Promotion], amount: Decimal) -> PricedLine:
    """An amount of whatever the promotions are for."""
    category = next((p.category for p in asked if p.category is not None), "")
    kind = next((p.product_kind for p in asked if p.product_kind is not None), "")
    return PricedLine("", "", "", category, kind, {}, amount, 1, 1)
