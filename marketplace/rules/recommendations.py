"""What should please a customer: from what they bought, said and looked at, and what others bought.

`taste` tells what is known of them and `shortlist` which products are weighed; here each gets its
reasons, and the best are chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.rules import stock
from marketplace.rules.shortlist import (
    Kind,
    Reason,
    Together,
    Wanted,
    bought_together,
    candidates,
    kinds_for,
)
from marketplace.rules.taste import Offered, Taste, taste_of
from marketplace.schemas import Recommendation, Recommendations, StockLevel, Why
from marketplace.work import UnitOfWork

_WEIGHED = 60
"""The best of them, of which it is asked what there is."""
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
    together = await bought_together(work, taste)
    kinds = kinds_for(taste, wanted)
    offered = await candidates(work, taste, wanted, list(kinds), list(together))
    found = [_Candidate(product, {}) for product in offered]
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


def _weigh(
    candidate: _Candidate,
    taste: Taste,
    wanted: Wanted,
    kinds: dict[Kind, Reason],
    together: Together,
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


async def _levels(work: UnitOfWork, found: Iterable[_Candidate]) -> dict[str, StockLevel]:
    products = {c.product.product_id: c.product for c in found}
    quantities = await stock.by_product(work, products)
    return {
        product_id: stock.level(quantities.get(product_id, 0), product.low_stock_threshold)
        for product_id, product in products.items()
    }


def _varied(found: list[_Candidate], levels: dict[str, StockLevel], limit: int) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    alike: Counter[str] = Counter()
    for candidate in found:
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
