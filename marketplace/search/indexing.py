"""Keeping the indexes up to date with products and articles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.search import vocabulary
from marketplace.search.documents import (
    ArticleTexts,
    ProductTexts,
    Searchable,
    of_article,
    of_product,
)
from marketplace.search.indexes import ARTICLES, PRODUCTS, Index
from marketplace.search.synonyms import source, synonyms
from marketplace.tables import (
    Article,
    DataLoad,
    Product,
    SearchSpelling,
    SearchTerm,
    Variant,
)

_ANALYSIS = 2
"""Raised with every change to what a text is found by, so that indexes are made anew."""
_AT_ONCE = 2_000
_REFS_AT_ONCE = 500


async def keep_indexed(session: AsyncSession, now: datetime) -> None:
    """Indexes everything, unless this was done by the same analysis and synonyms before."""
    digest = sha256(f"{_ANALYSIS}\n{source()}".encode()).hexdigest()[:16]
    name = f"search-{digest}"
    if await session.get(DataLoad, name) is not None:
        return
    for index in (PRODUCTS, ARTICLES):
        await session.execute(delete(index.documents))
        for table in (SearchSpelling, SearchTerm):
            await session.execute(delete(table).where(table.index_name == index.name))
        # Words that only the synonyms have may be misspelt as well.
        words = [word for word in synonyms().words if word.isalpha()]
        await vocabulary.add(session, index, dict.fromkeys(sorted(words), 0))
        async for documents in _made(session, index, None):
            await _keep(session, index, documents)
    await session.execute(delete(DataLoad).where(DataLoad.name.startswith("search-")))
    await session.execute(insert(DataLoad).values(name=name, loaded_at=now))


async def index_products(session: AsyncSession, product_ids: Collection[str]) -> None:
    """Indexes products that are new, or whose texts or variants have changed."""
    await _renew(session, PRODUCTS, product_ids)


async def index_articles(session: AsyncSession, article_ids: Collection[str]) -> None:
    """Indexes articles that are new or have changed."""
    await _renew(session, ARTICLES, article_ids)


async def _renew(session: AsyncSession, index: Index, refs: Collection[str]) -> None:
    table = index.documents
    for part in _parts(sorted(refs), _REFS_AT_ONCE):
        old = (await session.scalars(select(table.terms).where(table.ref.in_(part)))).all()
        if old:
            gone = {term: -count for term, count in vocabulary.counted(old).items()}
            await vocabulary.add(session, index, gone)
            await session.execute(delete(table).where(table.ref.in_(part)))
        async for documents in _made(session, index, part):
            await _keep(session, index, documents)


async def _keep(session: AsyncSession, index: Index, documents: Sequence[Searchable]) -> None:
    rows = [{"ref": d.ref, "title": d.title, "terms": d.terms} for d in documents]
    await session.execute(insert(index.documents), rows)
    await vocabulary.add(session, index, vocabulary.counted(d.terms for d in documents))


async def _made(
    session: AsyncSession, index: Index, refs: Sequence[str] | None
) -> AsyncIterator[list[Searchable]]:
    """Documents of some or all products or articles, as many at once as memory likes."""
    if index is ARTICLES:
        articles = await _articles(session, refs)
        if articles:
            yield [of_article(article) for article in articles]
        return
    last = ""
    while products := await _products(session, refs, after=last):
        yield [of_product(product) for product in products]
        last = products[-1].product_id


async def _articles(session: AsyncSession, refs: Sequence[str] | None) -> list[ArticleTexts]:
    table = Article
    query = select(table.article_id, table.title, table.topic, table.body, table.steps)
    if refs is not None:
        query = query.where(table.article_id.in_(refs))
    rows = await session.execute(query.order_by(table.article_id))
    return [ArticleTexts(*row) for row in rows]


async def _products(
    session: AsyncSession, refs: Sequence[str] | None, *, after: str
) -> list[ProductTexts]:
    table = Product
    query = select(
        table.product_id,
        table.name,
        table.brand,
        table.kind,
        table.category,
        table.description,
        table.series,
        table.specs,
    ).where(table.product_id > after)
    if refs is not None:
        query = query.where(table.product_id.in_(refs))
    rows = (await session.execute(query.order_by(table.product_id).limit(_AT_ONCE))).all()
    if not rows:
        return []
    options = await _options(session, [row[0] for row in rows])
    return [ProductTexts(*row, options=options.get(row[0], [])) for row in rows]


async def _options(
    session: AsyncSession, product_ids: Sequence[str]
) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for part in _parts(product_ids, _REFS_AT_ONCE):
        query = select(Variant.product_id, Variant.options).where(Variant.product_id.in_(part))
        for product_id, options in await session.execute(query.order_by(Variant.sku)):
            found.setdefault(product_id, []).append(options)
    return found


def _parts(refs: Sequence[str], size: int) -> list[Sequence[str]]:
    return [refs[start : start + size] for start in range(0, len(refs), size)]
