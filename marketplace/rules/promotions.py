"""What is on offer, and whether a promotion holds for somebody and for what they buy."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Select, or_, select

from marketplace.refusals import (
    PromotionAlreadyUsed,
    PromotionExpired,
    PromotionFirstOrderOnly,
    PromotionMinimumNotReached,
    PromotionNotForTier,
    PromotionNotFound,
    PromotionNotStarted,
    PromotionWrongItems,
    Refusal,
)
from marketplace.rules import customers, matching, pricing
from marketplace.rules.pricing import PricedLine
from marketplace.schemas import PromotionInfo, PromotionVerdict
from marketplace.tables import Order, Promotion, PromotionUse
from marketplace.work import UnitOfWork

_WITHIN_TITLE = 2
"""Words of a title that name a promotion; a single one could be any."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """What promotions ask of a customer."""

    tier: str
    has_ordered: bool
    used: Collection[str] = field(default_factory=frozenset)


async def shopper(work: UnitOfWork, customer_id: str | None) -> Shopper | None:
    """What is known of who buys; None where nobody has been identified.

    A cancelled order counts neither as an order nor as a use.

    Raises:
        CustomerNotFound: no such customer.
    """
    if customer_id is None:
        return None
    customer = await customers.load(work, customer_id)
    standing = (Order.customer_id == customer_id, Order.state != "cancelled")
    ordered = await work.session.scalar(select(Order.order_id).where(*standing).limit(1))
    used = await work.session.scalars(
        select(PromotionUse.code)
        .join(Order, Order.order_id == PromotionUse.order_id)
        .where(PromotionUse.customer_id == customer_id, *standing)
    )
    return Shopper(customer.tier, ordered is not None, frozenset(used))


async def find(work: UnitOfWork, said: str) -> Promotion:
    """The promotion that a code means in any spelling, or the one that words of a title mean.

    Raises:
        PromotionNotFound: none, or no single one.
    """
    exact = await work.session.get(Promotion, canonical(said))
    if exact is not None:
        return exact
    asked = matching.words(said) - {"code", "promotion", "promo", "deal", "discount", "coupon"}
    known = await work.session.scalars(_current(work))
    fits = [p for p in known if len(asked) >= _WITHIN_TITLE and asked <= matching.words(p.title)]
    if len(fits) != 1:
        raise PromotionNotFound
    return fits[0]


def canonical(code: str) -> str:
    """`save-20` and `S A V E 20` as `SAVE20`."""
    return re.sub(r"[^A-Z0-9]", "", code.upper())


async def current(work: UnitOfWork) -> list[PromotionInfo]:
    """Every promotion that holds now, those that end first in front."""
    return [info(promotion) for promotion in await work.session.scalars(_current(work))]


async def verdicts(
    work: UnitOfWork, customer_id: str, lines: Sequence[PricedLine], code: str | None
) -> list[PromotionVerdict]:
    """Which promotions hold for a customer and these lines, and why the others do not.

    Without lines only the customer counts: there is nothing yet that could be the wrong thing.

    Args:
        work: the transaction.
        customer_id: who it is.
        lines: what is in the cart.
        code: one promotion, also one that is over; all current ones without it.

    Raises:
        CustomerNotFound: no such customer.
        PromotionNotFound: no such promotion.
    """
    who = await shopper(work, customer_id)
    if code is not None:
        asked: Sequence[Promotion] = [await find(work, code)]
    else:
        asked = (await work.session.scalars(_current(work))).all()
    return [_verdict(work, promotion, lines, who) for promotion in asked]


def _verdict(
    work: UnitOfWork, promotion: Promotion, lines: Sequence[PricedLine], who: Shopper | None
) -> PromotionVerdict:
    broken = broken_by(work, promotion, who)
    if broken is None and lines:
        broken = _broken_in(promotion, lines)
    missing = broken.facts.get("missing") if broken else None
    return PromotionVerdict(
        promotion=info(promotion),
        eligible=broken is None,
        reason=None if broken is None else broken.code,
        detail=None if broken is None else broken.detail,
        missing=missing if isinstance(missing, Decimal) else None,
    )


def broken(
    work: UnitOfWork, promotion: Promotion, lines: Sequence[PricedLine], who: Shopper | None
) -> Refusal | None:
    """The first of its conditions that a promotion does not meet, as it would be told; or None.

    What is not known of an unidentified caller is not held against them: checkout sees it again.
    """
    return broken_by(work, promotion, who) or _broken_in(promotion, lines)


def broken_by(work: UnitOfWork, promotion: Promotion, who: Shopper | None) -> Refusal | None:
    """The first condition on the day or the customer that is not met, whatever is bought."""
    if promotion.ends_at is not None and promotion.ends_at <= work.now:
        return PromotionExpired()
    if promotion.starts_at > work.now:
        return PromotionNotStarted(starts_on=promotion.starts_at.date())
    if who is None:
        return None
    if promotion.tier not in (None, who.tier):
        return PromotionNotForTier(tier=promotion.tier)
    if promotion.first_order_only and promotion.code in who.used:
        return PromotionAlreadyUsed()
    if promotion.first_order_only and who.has_ordered:
        return PromotionFirstOrderOnly()
    return None


def _broken_in(promotion: Promotion, lines: Sequence[PricedLine]) -> Refusal | None:
    base = pricing.applicable(lines, promotion)
    if not base:
        return PromotionWrongItems(category=promotion.category, kind=promotion.product_kind)
    minimum = promotion.minimum_total
    if minimum is not None and base < minimum:
        return PromotionMinimumNotReached(minimum=minimum, missing=minimum - base)
    return None


def depends_on_person(promotion: Promotion) -> bool:
    """Whether it holds for some customers only."""
    return promotion.tier is not None or promotion.first_order_only


def info(promotion: Promotion) -> PromotionInfo:
    """A promotion and its conditions."""
    return PromotionInfo.model_validate(
        {
            "code": promotion.code,
            "title": promotion.title,
            "kind": promotion.kind,
            "percent": promotion.percent,
            "amount": promotion.amount,
            "minimum_total": promotion.minimum_total,
            "category": promotion.category,
            "product_kind": promotion.product_kind,
            "tier": promotion.tier,
            "first_order_only": promotion.first_order_only,
            "stackable": promotion.stackable,
            "ends_on": None if promotion.ends_at is None else promotion.ends_at.date(),
        }
    )


def _current(work: UnitOfWork) -> Select[Promotion]:
    return (
        select(Promotion)
        .where(
            Promotion.starts_at <= work.now,
            or_(Promotion.ends_at.is_(None), Promotion.ends_at > work.now),
        )
        .order_by(Promotion.ends_at.nulls_last(), Promotion.code)
    )
