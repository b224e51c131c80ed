"""What is like a product, and what goes with it: computed from what products share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from marketplace.refusals import NothingAlike, NothingGoesWith
from marketplace.rules import candidates, catalogue, likeness, pairing
from marketplace.rules.likeness import Candidate
from marketplace.schemas import AlikeProduct, AlikeProducts, Likeness
from marketplace.tables import Product
from marketplace.work import UnitOfWork

_OF_KIND = 12
_OF_BRAND = 12
_OF_SERIES = 12
_BESIDE = 4
"""How many of each kind that goes with a thing are looked at, below its price and above."""


async def similar(work: UnitOfWork, reference: str, limit: int) -> AlikeProducts:
    """What could be had in place of a product, best first: of its series, maker, kind and style.

    Raises:
        ProductNotFound: there is none like that.
        NothingAlike: nothing comes close.
    """
    product = await catalogue.find(work, reference)
    queries = candidates.near(product.category, product.kind, product.price_from, _OF_KIND)
    queries.append(candidates.by_brand(product.brand, product.category, _OF_BRAND))
    if product.series is not None:
        queries.append(candidates.in_series(product.series, _OF_SERIES))

    def alike(other: Candidate, shares: Sequence[Likeness]) -> bool:
        # The same maker alone makes a lamp no substitute for a bed; an author alone will do.
        return "kind" in shares or "series" in shares or other.product.category == "books"

    found = await _ranked(work, product, queries, likeness.SIMILAR, alike)
    if not found:
        raise NothingAlike
    return await _told(work, product, found[:limit])


async def matching(work: UnitOfWork, reference: str, limit: int) -> AlikeProducts:
    """What goes with a product, best first and one of a kind: by style, colour, maker, material.

    Raises:
        ProductNotFound: there is none like that.
        NothingGoesWith: nothing does.
    """
    product = await catalogue.find(work, reference)
    kinds = pairing.kinds_with(product.kind)
    queries = [
        query
        for kind in kinds
        for query in candidates.near(product.category, kind, product.price_from, _BESIDE)
    ]
    queries.append(candidates.by_brand(product.brand, product.category, _OF_BRAND))

    def beside(other: Candidate, shares: Sequence[Likeness]) -> bool:
        return other.product.kind in kinds and bool({*shares} - {"price"})

    found = await _ranked(work, product, queries, likeness.MATCHING, beside)
    if not found:
        raise NothingGoesWith
    return await _told(work, product, _one_of_a_kind(found)[:limit])


Ranked = list[tuple[Product, list[Likeness]]]


async def _ranked(
    work: UnitOfWork,
    product: Product,
    queries: Sequence[candidates.Ids],
    weights: Mapping[Likeness, float],
    suits: Callable[[Candidate, Sequence[Likeness]], bool],
) -> Ranked:
    """The candidates that suit, those that share most first."""
    found = await candidates.found(work, queries)
    own = await candidates.loaded(work, [product])
    ranked = [
        (other.product, shares)
        for other in found
        if other.product.product_id != product.product_id
        and likeness.same_department(own[0].department, other.department)
        and suits(other, shares := likeness.shared(own[0], other))
    ]
    # Ties go by number, as they were found, so that the answer is always the same.
    return sorted(ranked, key=lambda one: -likeness.score(one[1], weights))


def _one_of_a_kind(ranked: Ranked) -> Ranked:
    best: dict[str, tuple[Product, list[Likeness]]] = {}
    for product, shares in ranked:
        best.setdefault(product.kind, (product, shares))
    return list(best.values())


async def _told(work: UnitOfWork, product: Product, found: Ranked) -> AlikeProducts:
    of, *others = await catalogue.summaries_of(work, [product, *(other for other, _ in found)])
    return AlikeProducts(
        of=of,
        products=[
            AlikeProduct(product=summary, shares=shares)
            for summary, (_, shares) in zip(others, found, strict=True)
        ],
    )
