"""What to wear: with a piece, on an occasion, within a budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from marketplace.refusals import InvalidRequest, NothingSuits
from marketplace.rules import candidates, catalogue, likeness, pairing
from marketplace.rules.figures import several
from marketplace.rules.likeness import Candidate
from marketplace.rules.narrowing import Filters
from marketplace.schemas import Department, Occasion, StyleAdvice, StyledProduct
from marketplace.tables import Product
from marketplace.work import UnitOfWork

_LOOKED_AT = 60
_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would like to wear; `budget` in USD is for each piece."""

    goes_with: str | None = None
    occasion: Occasion | None = None
    budget: Decimal | None = None
    department: Department | None = None


async def advise(work: UnitOfWork, wish: Wish, limit: int) -> StyleAdvice:
    """Pieces that suit, one of a kind, each in the colour that suits best.

    Raises:
        InvalidRequest: neither a piece nor an occasion was named.
        ProductNotFound: there is no piece like that.
        NothingSuits: nothing does.
    """
    if wish.goes_with is None and wish.occasion is None:
        raise InvalidRequest(fields=["occasion"])
    piece = await catalogue.find(work, wish.goes_with) if wish.goes_with is not None else None
    own = None if piece is None else (await candidates.loaded(work, [piece]))[0]
    pool = await (_occasion_pool(work, wish) if own is None else _beside(work, own, wish))
    chosen = [other for other in pool if _suits(other, wish)]
    if own is not None:
        chosen.sort(key=lambda other: -_match(own, other))
    pieces = _one_of_a_kind(chosen)[:limit]
    if not pieces:
        raise NothingSuits
    shown = [piece] if piece is not None else []
    summaries = await catalogue.summaries_of(work, [*shown, *(other.product for other in pieces)])
    colors = own.colors if own is not None else ()
    return StyleAdvice(
        goes_with=summaries[0] if shown else None,
        occasion=wish.occasion,
        products=[
            StyledProduct(product=summary, color=pairing.color_for(other.colors, colors))
            for summary, other in zip(summaries[len(shown) :], pieces, strict=True)
        ],
    )


async def _beside(work: UnitOfWork, own: Candidate, wish: Wish) -> list[Candidate]:
    """Pieces of the kinds that are worn with one, for the same person, in colours that go."""
    piece = own.product
    price = piece.price_from if wish.budget is None else min(piece.price_from, wish.budget)
    queries = [
        query
        for kind in pairing.kinds_with(piece.kind)
        for query in candidates.near(piece.category, kind, price, _BESIDE)
    ]
    if not queries:
        return []
    found = await candidates.found(work, queries)
    return [
        other
        for other in found
        if likeness.same_department(own.department, other.department) and _colors_go(own, other)
    ]


async def _occasion_pool(work: UnitOfWork, wish: Wish) -> list[Candidate]:
    """What the search finds for the occasion, in the order in which people dress."""
    narrowed = Filters(category="fashion", max_price=wish.budget)
    seen = await catalogue.search(work, wish.occasion or "", narrowed, _LOOKED_AT)
    products = await work.session.scalars(
        select(Product)
        .where(Product.product_id.in_([summary.product_id for summary in seen.products]))
        .order_by(Product.product_id)
    )
    found = await candidates.loaded(work, products.all())
    order = {kind: at for at, kind in enumerate(pairing.kinds_worn())}
    worn = [other for other in found if other.product.kind in order]
    return sorted(worn, key=lambda other: order[other.product.kind])


def _suits(other: Candidate, wish: Wish) -> bool:
    product = other.product
    affordable = wish.budget is None or product.price_from <= wish.budget
    fitting = wish.occasion is None or wish.occasion in several(product.specs, "occasions")
    return affordable and fitting and likeness.same_department(wish.department, other.department)


def _match(own: Candidate, other: Candidate) -> float:
    occasions = {*several(own.product.specs, "occasions")}
    together = occasions & {*several(other.product.specs, "occasions")}
    return len(together) + likeness.score(likeness.shared(own, other), likeness.MATCHING)


def _colors_go(own: Candidate, other: Candidate) -> bool:
    if not own.colors or not other.colors:
        return True
    return any(pairing.colors_go(one, two) for one in own.colors for two in other.colors)


def _one_of_a_kind(found: list[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for other in found:
        best.setdefault(other.product.kind, other)
    return list(best.values())
