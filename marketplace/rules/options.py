"""In which sizes and colours products come."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from marketplace.tables import Variant
from marketplace.work import UnitOfWork


async def values(work: UnitOfWork, product_ids: Iterable[str], *names: str) -> dict[str, list[str]]:
    """The values of these options for each product, each once, in the catalogue's order."""
    rows = await work.session.execute(
        select(Variant.product_id, Variant.options)
        .where(Variant.product_id.in_(list(product_ids)))
        .order_by(Variant.product_id, Variant.position)
    )
    found: dict[str, dict[str, None]] = {}
    for product_id, options in rows:
        own = found.setdefault(product_id, {})
        own.update(dict.fromkeys(options[name] for name in names if name in options))
    return {product_id: list(own) for product_id, own in found.items()}
