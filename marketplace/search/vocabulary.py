"""The terms of an index: which there are, in how many documents, and which are spelt alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.search.indexes import Index
from marketplace.search.spelling import can_be_corrected, likeliest, remainders
from marketplace.tables import SearchSpelling, SearchTerm

ALL_DOCUMENTS = ""
"""The term that counts every document."""
_ROWS_AT_ONCE = 5_000
_TERMS_AT_ONCE = 500


async def known(session: AsyncSession, index: Index, terms: Collection[str]) -> dict[str, int]:
    """Those of the terms that documents have, with how many have each; and the number of all."""
    rows = await session.execute(
        select(SearchTerm.term, SearchTerm.documents).where(
            SearchTerm.index_name == index.name,
            SearchTerm.term.in_([ALL_DOCUMENTS, *terms]),
            SearchTerm.documents > 0,
        )
    )
    return dict(iter(rows))


async def corrections(
    session: AsyncSession, index: Index, words: Iterable[str]
) -> dict[str, list[str]]:
    """For each misspelt word the known ones that it may be, none where it resembles none."""
    wanted = {word: remainders(word) for word in words if can_be_corrected(word)}
    if not wanted:
        return {}
    rows = await session.execute(
        select(SearchSpelling.remainder, SearchTerm.term, SearchTerm.documents)
        .join(
            SearchTerm,
            (SearchTerm.index_name == SearchSpelling.index_name)
            & (SearchTerm.term == SearchSpelling.term),
        )
        .where(
            SearchSpelling.index_name == index.name,
            SearchSpelling.remainder.in_(set().union(*wanted.values())),
        )
    )
    alike: dict[str, dict[str, int]] = defaultdict(dict)
    for remainder, term, documents in rows:
        alike[remainder][term] = documents
    return {
        word: likeliest(word, {t: n for r in found for t, n in alike.get(r, {}).items()})
        for word, found in wanted.items()
    }


async def add(session: AsyncSession, index: Index, counts: Mapping[str, int]) -> None:
    """Adds to the number of documents that have each term; new terms can be misspelt from now."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    new = counts.keys() - await _all_known(session, index, sorted(counts))
    upsert = insert(SearchTerm)
    upsert = upsert.on_conflict_do_update(
        index_elements=[SearchTerm.index_name, SearchTerm.term],
        set_={"documents": SearchTerm.documents + upsert.excluded.documents},
    )
    rows = [{"index_name": index.name, "term": t, "documents": n} for t, n in counts.items()]
    spellings = [
        {"index_name": index.name, "remainder": remainder, "term": term}
        for term in sorted(new)
        if len(term) > 2 and term.isalpha()
        for remainder in sorted(remainders(term))
    ]
    for statement, values in ((upsert, rows), (insert(SearchSpelling), spellings)):
        for start in range(0, len(values), _ROWS_AT_ONCE):
            await session.execute(statement, values[start : start + _ROWS_AT_ONCE])


async def _all_known(session: AsyncSession, index: Index, terms: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(terms), _TERMS_AT_ONCE):
        part = terms[start : start + _TERMS_AT_ONCE]
        query = select(SearchTerm.term).where(
            SearchTerm.index_name == index.name, SearchTerm.term.in_(part)
        )
        found |= set(await session.scalars(query))
    return found


def counted(documents: Iterable[str]) -> Counter[str]:
    """How many documents have each term, and how many there are, from their terms in one text."""
    counts: Counter[str] = Counter()
    for terms in documents:
        counts[ALL_DOCUMENTS] += 1
        counts.update(term for term in terms.split() if not term.startswith(("t_", "n_")))
    return counts
