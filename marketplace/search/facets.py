"""Narrowing a search by brand, kind or colour within the full-text index itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.search import vocabulary
from marketplace.search.asking import understand
from marketplace.search.documents import BRAND, COLOR, KIND
from marketplace.search.indexes import PRODUCTS, syntax

_RARE = 3_000
"""Up to so many documents can be sorted by price in a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Conditions in the database's syntax.

    Attributes:
        conditions: all of them have to hold.
        met: whether there can be a product for which they do.
        rare: whether one of them holds for few products.
    """

    conditions: tuple[str, ...] = ()
    met: bool = True
    rare: bool = False


async def facets(
    session: AsyncSession, *, brand: str | None, kind: str | None, color: str | None
) -> Facets:
    """Brand, kind and colour as people say them; every word of a brand, any word of a colour."""
    given = ((BRAND, brand, False), (KIND, kind, False), (COLOR, color, True))
    written, conditions, rare = syntax(session), [], False
    for prefix, said, any_word in given:
        if said is None:
            continue
        asked = await understand(session, PRODUCTS, said.replace("_", " "))
        terms = [f"{prefix}{term}" for wanted in asked.wanted for term in wanted.terms]
        known = await vocabulary.known(session, PRODUCTS, terms)
        words = [
            written.any_of([written.term(f"{prefix}{term}") for term in wanted.terms])
            for wanted in asked.wanted
        ]
        if not any(term in known for term in terms):
            return Facets(met=False)
        conditions.append(written.any_of(words) if any_word else written.all_of(words))
        often = [known.get(term, 0) for term in terms]
        rare = rare or (sum(often) if any_word else min(often)) <= _RARE
    return Facets(tuple(conditions), rare=rare)
