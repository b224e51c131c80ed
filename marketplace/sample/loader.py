"""Loading the sample data once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.sample.catalogue import (
    articles,
    materials,
    products,
    promotions,
    size_charts,
)
from marketplace.sample.offers import offers
from marketplace.sample.payouts import payouts
from marketplace.sample.people import add_people
from marketplace.sample.purchases import add_orders
from marketplace.sample.services import add_services
from marketplace.search import index_texts
from marketplace.tables import DataLoad, Product
from marketplace.vault import Vault

_NAME = "sample"
_NOT_SOUGHT = ("_in", "_ft", "_lb", "_minutes", "_people", "_tools")
"""Endings of specs by which nobody looks for a product, and which other words would hit."""


async def load_sample_data(session: AsyncSession, vault: Vault, now: datetime) -> None:
    """Loads everything into empty tables; does nothing when it was done before."""
    if await session.get(DataLoad, _NAME) is not None:
        return
    session.add(DataLoad(name=_NAME, loaded_at=now))
    add_people(session, vault, now)
    await session.flush()

    stocked = products()
    session.add_all(stocked)
    session.add_all(size_charts())
    session.add_all(materials())
    session.add_all(promotions(now))
    session.add_all(offers(now))
    session.add_all(payouts(now))
    written = articles()
    session.add_all(written)
    await session.flush()
    await index_texts(session, "product_search", [_searchable(product) for product in stocked])
    texts = [(a.article_id, a.title, " ".join((a.topic, a.body, *a.steps))) for a in written]
    await index_texts(session, "article_search", texts)

    add_orders(session, vault, now, stocked)
    add_services(session, now, stocked)
    await session.flush()


def _searchable(product: Product) -> tuple[str, str, str]:
    values = [str(v) for name, v in product.specs.items() if not name.endswith(_NOT_SOUGHT)]
    options = [value for variant in product.variants for value in variant.options.values()]
    body = " ".join(
        (
            product.product_id,
            product.brand,
            product.category,
            product.kind.replace("_", " "),
            product.description,
            product.series or "",
            *values,
            *dict.fromkeys(options),
        )
    )
    return product.product_id, f"{product.name} {product.brand}", body
