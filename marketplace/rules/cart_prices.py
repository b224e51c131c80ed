"""What a cart costs with the promotions that hold, and putting one on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.refusals import (
    CartEmpty,
    PromotionAlreadyApplied,
    PromotionsDoNotStack,
    Refusal,
)
from marketplace.rules import carts, pricing, promotions
from marketplace.rules.carts import Contents, Owner
from marketplace.rules.pricing import Price, PricedLine, Taken
from marketplace.rules.promotions import Shopper
from marketplace.schemas import (
    CartLine,
    CartView,
    Discount,
    LapsedPromotion,
    PromotionApplied,
)
from marketplace.tables import CartPromotion, Promotion
from marketplace.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A cart and what it costs; `lapsed` are promotions that do not hold as things are."""

    lines: Sequence[PricedLine]
    price: Price
    lapsed: Sequence[tuple[Promotion, Refusal]]


async def reckoned(work: UnitOfWork, owner: Owner) -> Reckoned:
    """What the owner's cart costs now.

    Raises:
        CustomerNotFound: no such customer.
    """
    held = await carts.contents(work, owner)
    return _reckon(work, held, await promotions.shopper(work, owner.customer_id))


def _reckon(work: UnitOfWork, held: Contents, who: Shopper | None) -> Reckoned:
    holding: list[Promotion] = []
    lapsed: list[tuple[Promotion, Refusal]] = []
    # The latest first: when two carts become one, it is the later of two that do not add up.
    for promotion in reversed(held.promotions):
        broken = promotions.broken(work, promotion, held.lines, who)
        if broken is None and not all(pricing.together(promotion, p) for p in holding):
            broken = PromotionsDoNotStack()
        if broken is None:
            holding.insert(0, promotion)
        else:
            lapsed.insert(0, (promotion, broken))
    return Reckoned(held.lines, pricing.price(held.lines, holding), lapsed)


async def view(work: UnitOfWork, owner: Owner) -> CartView:
    """The owner's cart as it is looked at; an empty one costs nothing.

    Raises:
        CustomerNotFound: no such customer.
    """
    seen = await reckoned(work, owner)
    return CartView(
        items=[_shown(line) for line in seen.lines],
        subtotal=seen.price.subtotal,
        discounts=discounts(seen, known=owner.customer_id is not None),
        shipping=seen.price.shipping,
        total=seen.price.total,
        lapsed=lapsed(seen),
    )


async def apply(work: UnitOfWork, owner: Owner, said: str) -> PromotionApplied:
    """Puts a promotion on the cart; one that it does not add up with gives way to it.

    Raises:
        CartEmpty: there is nothing to take something off.
        PromotionNotFound: no such promotion.
        PromotionAlreadyApplied: it is on the cart.
        Refusal: the condition that it does not meet, as in `promotions.broken`.
    """
    promotion = await promotions.find(work, said)
    who = await promotions.shopper(work, owner.customer_id)
    if (never := promotions.broken_by(work, promotion, who)) is not None:
        raise never
    cart = await carts.opened(work, owner)
    if not cart.items:
        raise CartEmpty
    if any(row.code == promotion.code for row in cart.promotions):
        raise PromotionAlreadyApplied(promotion=promotion.code)
    held = await carts.contents(work, owner)
    if (broken := promotions.broken(work, promotion, held.lines, who)) is not None:
        raise broken
    apart = {p.code for p in held.promotions if not pricing.together(p, promotion)}
    replaced = [row for row in cart.promotions if row.code in apart]
    for row in replaced:
        cart.promotions.remove(row)
    cart.promotions.append(CartPromotion(code=promotion.code, applied_at=work.now))
    seen = await view(work, owner)
    discount = next(d for d in seen.discounts if d.code == promotion.code)
    return PromotionApplied(discount=discount, replaced=[row.code for row in replaced], cart=seen)


def discounts(seen: Reckoned, *, known: bool) -> list[Discount]:
    """What each promotion takes off; provisional as long as it is not known for whom."""
    return [_discount(taken, known=known) for taken in seen.price.taken]


def lapsed(seen: Reckoned) -> list[LapsedPromotion]:
    """The promotions on the cart that do not hold as things are, and why."""
    return [
        LapsedPromotion.model_validate(
            {
                "code": promotion.code,
                "title": promotion.title,
                "reason": broken.code,
                "detail": broken.detail,
                "missing": broken.facts.get("missing"),
            }
        )
        for promotion, broken in seen.lapsed
    ]


def _discount(taken: Taken, *, known: bool) -> Discount:
    return Discount(
        code=taken.promotion.code,
        title=taken.promotion.title,
        amount=taken.amount,
        free_shipping=taken.frees_shipping,
        provisional=not known and promotions.depends_on_person(taken.promotion),
    )


def _shown(line: PricedLine) -> CartLine:
    return CartLine(
        sku=line.sku,
        product_id=line.product_id,
        name=line.name,
        options=line.options,
        unit_price=line.unit_price,
        quantity=line.quantity,
        total=line.total,
        available=line.available,
    )
