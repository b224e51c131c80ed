"""Which products somebody means or looks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from marketplace import search
from marketplace.refusals import ProductNotFound
from marketplace.rules.narrowing import Filters, narrow, narrow_exactly
from marketplace.search.facets import Facets, facets
from marketplace.search.indexes import documents_with, syntax
from marketplace.tables import Product, ProductDocument, Variant
from marketplace.work import UnitOfWork

_CANDIDATES = 5
_NAMED = 2 / 3
"""How much of a name has to be right, where not all of it is found."""


async def products_for(
    work: UnitOfWork, words: str, filters: Filters, limit: int
) -> Sequence[Product]:
    """Products that fit, best first; without words the cheapest first.

    A price among the words ("under nine hundred") narrows like one of the filters, which go first.
    """
    said = search.priced(search.with_digits(words))
    filters = replace(
        filters,
        min_price=said.at_least if filters.min_price is None else filters.min_price,
        max_price=said.at_most if filters.max_price is None else filters.max_price,
    )
    session = work.session
    wanted = await facets(session, brand=filters.brand, kind=filters.kind, color=filters.color)
    asked = await search.understand(session, search.PRODUCTS, said.words)
    if not wanted.met:
        return []
    if not asked.words:
        return await _cheapest(work, filters, wanted, limit)

    def fitting(query: search.Query) -> search.Query:
        product = Product.product_id == ProductDocument.ref
        return narrow(query.join(Product, product), filters) if filters.beyond_words else query

    hits = await search.find(
        session,
        search.PRODUCTS,
        asked,
        limit,
        narrow=fitting,
        also=wanted.conditions,
        stops_at_structure=True,
    )
    return await _loaded(work, [hit.ref for hit in hits])


async def find(work: UnitOfWork, reference: str) -> Product:
    """The product that a number, a stock number or a name means.

    Raises:
        ProductNotFound: none is close enough to it; `named` is how it was asked for.
    """
    number = "".join(reference.upper().replace("-", " ").split())
    exact = await work.session.get(Product, number)
    if exact is None:
        sku = select(Variant.product_id).where(Variant.sku == reference.strip().upper())
        exact = await work.session.scalar(
            select(Product).where(Product.product_id == sku.scalar_subquery())
        )
    if exact is not None:
        return exact
    asked = await search.understand(work.session, search.PRODUCTS, reference)
    for hit in await search.find(work.session, search.PRODUCTS, asked, _CANDIDATES):
        if hit.share == 1 or hit.title_share >= _NAMED:
            return await work.session.get_one(Product, hit.ref)
    raise ProductNotFound(named=reference)


async def _cheapest(
    work: UnitOfWork, filters: Filters, wanted: Facets, limit: int
) -> Sequence[Product]:
    query = select(Product).order_by(Product.price_from, Product.product_id).limit(limit)
    if wanted.rare:
        condition = syntax(work.session).all_of(wanted.conditions)
        having = documents_with(work.session, search.PRODUCTS, condition)
        query = query.join(ProductDocument, ProductDocument.ref == Product.product_id).join(
            having, having.c.document_id == ProductDocument.document_id
        )
    else:
        query = narrow_exactly(query, filters)
    return (await work.session.scalars(narrow(query, filters))).all()


async def _loaded(work: UnitOfWork, product_ids: Sequence[str]) -> list[Product]:
    rows = await work.session.scalars(select(Product).where(Product.product_id.in_(product_ids)))
    found = {product.product_id: product for product in rows}
    return [found[product_id] for product_id in product_ids]
