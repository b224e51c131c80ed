"""Which products are weighed for a customer, out of however many there are.

They come from a few kinds, brands and lists, so that a bounded number of rows is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select, union_all

from marketplace.rules import companions
from marketplace.rules.taste import Offered, Taste
from marketplace.schemas import Category, GiftOccasion, Why
from marketplace.tables import OrderItem, Product
from marketplace.work import UnitOfWork

_ORDERS_LOOKED_AT = 150
"""Of others, for each product that is asked about."""
_OWNED_LOOKED_AT = 5
_TOGETHER = 40
_OF_A_KIND = 12
_KINDS = 8
_COLUMNS = (
    Product.product_id,
    Product.name,
    Product.brand,
    Product.category,
    Product.kind,
    Product.price_from,
    Product.low_stock_threshold,
)
_REACH = (Decimal("0.2"), Decimal("2.5"))
"""How far prices may be from what the customer usually pays, where no budget is said."""

Kind = tuple[Category, str]
Reason = tuple[Why, str]
"""What speaks for something, and the name of what it goes by."""
Together = dict[str, tuple[int, str]]
"""By product: how often it was bought together with one that the customer owns, and with which."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; a budget is the highest price, in USD."""

    occasion: GiftOccasion | None = None
    category: Category | None = None
    budget: Decimal | None = None


async def bought_together(work: UnitOfWork, taste: Taste) -> Together:
    """What others had in an order with what the customer owns: how often, and with what."""
    names = {owned.product_id: owned.name for owned in taste.owned[:_OWNED_LOOKED_AT]}
    if not names:
        return {}
    mine = union_all(
        *(
            select(OrderItem.product_id, OrderItem.order_id)
            .where(OrderItem.product_id == product_id)
            .order_by(OrderItem.order_id.desc())
            .limit(_ORDERS_LOOKED_AT)
            .subquery()
            .select()
            for product_id in names
        )
    ).subquery()
    times = func.count()
    rows = await work.session.execute(
        select(mine.c.product_id, OrderItem.product_id, times)
        .join(OrderItem, OrderItem.order_id == mine.c.order_id)
        .where(OrderItem.product_id != mine.c.product_id)
        .group_by(mine.c.product_id, OrderItem.product_id)
        .order_by(times.desc(), OrderItem.product_id, mine.c.product_id)
        .limit(_TOGETHER)
    )
    found: Together = {}
    for with_this, product_id, number in rows:
        found.setdefault(product_id, (number, names[with_this]))
    return found


def kinds_for(taste: Taste, wanted: Wanted) -> dict[Kind, Reason]:
    """The kinds of product to look among, and what speaks for each; the best first."""
    found: dict[Kind, Reason] = {}
    if wanted.occasion is not None:
        for kind in companions.OCCASIONS[wanted.occasion]:
            found[companions.CATEGORY_OF_KIND[kind], kind] = ("occasion", wanted.occasion)
    for seen in taste.looked_at:
        found.setdefault((seen.category, seen.kind), ("looked_at", seen.name))
    for owned in taste.owned:
        for kind in companions.COMPANIONS.get(owned.kind, ()):
            category = companions.CATEGORY_OF_KIND[kind]
            found.setdefault((category, kind), ("goes_with", owned.name))
        if owned.category in companions.COLLECTED:
            found.setdefault((owned.category, owned.kind), ("more_of", owned.name))
    favourite = wanted.category or taste.favourite_category
    for kind, category in companions.CATEGORY_OF_KIND.items():
        if category == favourite:
            found.setdefault((category, kind), ("favourite_category", category))
    fits = [key for key in found if wanted.category in (None, key[0])]
    return {key: found[key] for key in fits[:_KINDS]}


async def candidates(
    work: UnitOfWork,
    taste: Taste,
    wanted: Wanted,
    kinds: list[Kind],
    together: list[str],
) -> list[Offered]:
    """The products to be weighed, each once."""
    low, high = _prices(taste, wanted)
    affordable = select(*_COLUMNS)
    if (budget := wanted.budget or taste.budget) is not None:
        affordable = affordable.where(Product.price_from <= budget)
    if wanted.category is not None:
        affordable = affordable.where(Product.category == wanted.category)
    narrow = affordable.where(Product.price_from.between(low, high))
    sources = [
        narrow.where(Product.category == category, Product.kind == kind)
        .order_by(Product.price_from.desc(), Product.product_id)
        .limit(_OF_A_KIND)
        for category, kind in kinds
    ]
    if named := [*together, *sorted(taste.wished)]:
        sources.append(affordable.where(Product.product_id.in_(named)))
    if taste.liked_brands:
        brands = func.lower(Product.brand).in_([brand.lower() for brand in taste.liked_brands])
        sources.append(affordable.where(brands).order_by(Product.product_id).limit(_OF_A_KIND))
    if not sources:
        return []
    rows = await work.session.execute(
        union_all(*(source.subquery().select() for source in sources))
    )
    found = {row[0]: Offered(*row) for row in rows}
    return [product for product in found.values() if not taste.rules_out(product)]


def _prices(taste: Taste, wanted: Wanted) -> tuple[Decimal, Decimal]:
    highest = wanted.budget or taste.budget
    if highest is not None:
        return Decimal(0), highest
    if taste.usual_price is None or wanted.occasion is not None or wanted.category is not None:
        return Decimal(0), Decimal(1_000_000)
    low, high = (taste.usual_price * reach for reach in _REACH)
    return low.to_integral_value(), high.to_integral_value()
