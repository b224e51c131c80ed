"""What should please a customer: from what they bought, said and looked at, and what others bought.

A bounded number of rows is looked at, however many orders and products there are: candidates come
from a few kinds, brands and lists, and only they are weighed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select, union_all

from marketplace.rules import companions, stock
from marketplace.rules.taste import Offered, Taste, taste_of
from marketplace.schemas import (
    Category,
    GiftOccasion,
    Recommendation,
    Recommendations,
    StockLevel,
    Why,
)
from marketplace.tables import OrderItem, Product
from marketplace.work import UnitOfWork

_ORDERS_LOOKED_AT = 150
"""Of others, for each product that is asked about."""
_OWNED_LOOKED_AT = 5
_TOGETHER = 40
_OF_A_KIND = 12
_WEIGHED = 60
"""The best of them, of which it is asked what there is."""
_KINDS = 8
_ALIKE = 2
"""Products of one kind among those recommended."""
_WEIGHTS: dict[Why, float] = {
    "wished": 8.0,
    "bought_together": 5.0,
    "looked_at": 3.5,
    "goes_with": 3.0,
    "occasion": 3.0,
    "more_of": 2.5,
    "liked_brand": 2.5,
    "favourite_category": 1.0,
}
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; a budget is the highest price, in USD."""

    occasion: GiftOccasion | None = None
    category: Category | None = None
    budget: Decimal | None = None


@dataclass(slots=True)
class _Candidate:
    product: Offered
    reasons: dict[Why, tuple[float, str]]

    def speaks(self, why: Why, because: str, strength: float = 1.0) -> None:
        weight = _WEIGHTS[why] * strength
        if weight > self.reasons.get(why, (0.0, ""))[0]:
            self.reasons[why] = (weight, because)

    @property
    def score(self) -> float:
        return sum(weight for weight, _ in self.reasons.values())


async def recommend(
    work: UnitOfWork, customer_id: str, wanted: Wanted, limit: int
) -> Recommendations:
    """Products in stock that should please, best first, at most two of a kind.

    Never what was bought and is bought once, what is disliked, or of a brand that is avoided.

    Raises:
        CustomerNotFound: no such customer.
    """
    taste = await taste_of(work, customer_id)
    together = await _bought_together(work, taste)
    kinds = _kinds(taste, wanted)
    found = await _candidates(work, taste, wanted, list(kinds), list(together))
    for candidate in found:
        _weigh(candidate, taste, wanted, kinds, together)
    spoken_for = [candidate for candidate in found if candidate.reasons]
    if wanted.occasion is not None:
        spoken_for = [candidate for candidate in spoken_for if "occasion" in candidate.reasons]
    spoken_for.sort(key=lambda c: (-c.score, c.product.product_id))
    spoken_for = spoken_for[:_WEIGHED]
    levels = await _levels(work, spoken_for)
    chosen = _varied(spoken_for, levels, limit)
    return Recommendations(products=[_answer(c, levels[c.product.product_id]) for c in chosen])


async def _bought_together(work: UnitOfWork, taste: Taste) -> dict[str, tuple[int, str]]:
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
    found: dict[str, tuple[int, str]] = {}
    for with_this, product_id, number in rows:
        found.setdefault(product_id, (number, names[with_this]))
    return found


def _kinds(taste: Taste, wanted: Wanted) -> dict[tuple[Category, str], tuple[Why, str]]:
    """The kinds of product to look among, and what speaks for each; the best first."""
    found: dict[tuple[Category, str], tuple[Why, str]] = {}
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


async def _candidates(
    work: UnitOfWork,
    taste: Taste,
    wanted: Wanted,
    kinds: list[tuple[Category, str]],
    together: list[str],
) -> list[_Candidate]:
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
    return [_Candidate(product, {}) for product in found.values() if not taste.rules_out(product)]


def _prices(taste: Taste, wanted: Wanted) -> tuple[Decimal, Decimal]:
    highest = wanted.budget or taste.budget
    if highest is not None:
        return Decimal(0), highest
    if taste.usual_price is None or wanted.occasion is not None or wanted.category is not None:
        return Decimal(0), Decimal(1_000_000)
    low, high = (taste.usual_price * reach for reach in _REACH)
    return low.to_integral_value(), high.to_integral_value()


def _weigh(
    candidate: _Candidate,
    taste: Taste,
    wanted: Wanted,
    kinds: dict[tuple[Category, str], tuple[Why, str]],
    together: dict[str, tuple[int, str]],
) -> None:
    product = candidate.product
    for key, (why, because) in kinds.items():
        if key == (product.category, product.kind):
            candidate.speaks(why, because)
    if product.product_id in taste.wished:
        candidate.speaks("wished", product.name)
    if product.product_id in together:
        times, because = together[product.product_id]
        most = max(number for number, _ in together.values())
        candidate.speaks("bought_together", because, 0.5 + times / most / 2)
    if product.brand in taste.liked_brands:
        candidate.speaks("liked_brand", product.brand)
    favourite = wanted.category or taste.favourite_category
    if product.category == favourite:
        candidate.speaks("favourite_category", product.category)


async def _levels(work: UnitOfWork, candidates: Iterable[_Candidate]) -> dict[str, StockLevel]:
    products = {c.product.product_id: c.product for c in candidates}
    quantities = await stock.by_product(work, products)
    return {
        product_id: stock.level(quantities.get(product_id, 0), product.low_stock_threshold)
        for product_id, product in products.items()
    }


def _varied(
    candidates: list[_Candidate], levels: dict[str, StockLevel], limit: int
) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    alike: Counter[str] = Counter()
    for candidate in candidates:
        product = candidate.product
        if levels[product.product_id] == "out_of_stock" or alike[product.kind] >= _ALIKE:
            continue
        alike[product.kind] += 1
        chosen.append(candidate)
        if len(chosen) == limit:
            break
    return chosen


def _answer(candidate: _Candidate, level: StockLevel) -> Recommendation:
    product = candidate.product
    why = max(candidate.reasons, key=lambda reason: candidate.reasons[reason][0])
    return Recommendation.model_validate(
        {
            "product_id": product.product_id,
            "name": product.name,
            "brand": product.brand,
            "category": product.category,
            "kind": product.kind,
            "price_from": product.price_from,
            "stock": level,
            "why": why,
            "because": candidate.reasons[why][1],
        }
    )
