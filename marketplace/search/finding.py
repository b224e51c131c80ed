"""Finding what was asked for, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Select, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.search.asking import Asked
from marketplace.search.indexes import Index, documents_with, syntax
from marketplace.search.levels import lenient, strict
from marketplace.search.ranking import Hit, rated

Query = Select[str, str, str]
Narrow = Callable[[Query], Query]
"""Adds conditions to a query of an index's documents."""
_POOL = 120
"""How many documents a step takes for ranking."""
_HALF = 0.5
"""A document has more than this of what was asked for, or some of it in its name, and at least as
much of the best score."""


async def find(
    session: AsyncSession,
    index: Index,
    asked: Asked,
    limit: int,
    *,
    narrow: Narrow = lambda query: query,
    also: Sequence[str] = (),
    stops_at_structure: bool = False,
) -> list[Hit]:
    """Documents that have all that was asked for, or else as much of it as any has.

    Args:
        session: where to look.
        index: what to look for.
        asked: of `understand`; with nothing wanted, nothing is found.
        limit: how many hits at most.
        narrow: adds conditions, such as a price.
        also: conditions of the full-text index that each document has to meet.
        stops_at_structure: whether prose is left out where names, options and specs say it all.
    """
    if not asked.wanted:
        return []
    written = syntax(session)

    async def look(conditions: Sequence[str]) -> dict[str, Hit]:
        within = [written.all_of([condition, *also]) for condition in conditions]
        return await _rated(session, index, asked, within, narrow)

    found: dict[str, Hit] = {}
    for conditions in strict(asked, written):
        found |= await look(conditions)
        if len(found) >= limit or (found and stops_at_structure):
            break
    if found:
        return _best(found)[:limit]
    for conditions in lenient(asked, written):
        found = await look(conditions)
        if found:
            break
    hits = [hit for hit in _best(found) if hit.title_share or hit.share > _HALF]
    return [hit for hit in hits if hit.score >= hits[0].score * _HALF][:limit]


async def _rated(
    session: AsyncSession, index: Index, asked: Asked, conditions: Sequence[str], narrow: Narrow
) -> dict[str, Hit]:
    steps = [
        _step(session, index, condition, number, narrow).subquery()
        for number, condition in enumerate(conditions)
    ]
    query = union_all(*(select(step.c.ref, step.c.title, step.c.terms) for step in steps))
    rows = await session.execute(query)
    return {ref: rated(ref, title, terms, asked) for ref, title, terms in rows}


def _step(
    session: AsyncSession, index: Index, condition: str, number: int, narrow: Narrow
) -> Query:
    table = index.documents
    having = documents_with(session, index, condition, number)
    query = (
        select(table.ref, table.title, table.terms)
        .select_from(having)
        .join(table, table.document_id == having.c.document_id)
    )
    return narrow(query).order_by(having.c.document_id).limit(_POOL)


def _best(found: dict[str, Hit]) -> list[Hit]:
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.ref))
