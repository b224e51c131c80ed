"""The order of a series of books."""

from __future__ import annotations

import re

from sqlalchemy import select

from marketplace.refusals import NotInSeries
from marketplace.rules import catalogue
from marketplace.schemas import SeriesBook, SeriesOrder
from marketplace.tables import Product
from marketplace.work import UnitOfWork

_MOST = 100
"""Volumes of the longest series that is listed whole."""
_NOUNS = re.compile(
    r"\b(?:series|saga|trilogy|cycle|books?|novels?|volumes?|collection)\b", re.IGNORECASE
)


async def order(work: UnitOfWork, reference: str) -> SeriesOrder:
    """The volumes of a series in their order, by the name of the series or of a book in it.

    Raises:
        ProductNotFound: there is none like that.
        NotInSeries: the book stands alone.
    """
    named = _NOUNS.sub(" ", reference).strip()
    book = await catalogue.find(work, named or reference)
    if book.series is None:
        raise NotInSeries
    volumes = (
        await work.session.scalars(
            select(Product)
            .where(Product.series == book.series, Product.series_position.is_not(None))
            .order_by(Product.series_position, Product.product_id)
            .limit(_MOST)
        )
    ).all()
    summaries = await catalogue.summaries_of(work, volumes)
    books = [
        SeriesBook(position=volume.series_position or 0, book=summary)
        for volume, summary in zip(volumes, summaries, strict=True)
    ]
    here = {volume.position for volume in books}
    return SeriesOrder(
        series=book.series,
        author=book.brand,
        books=books,
        gaps=[position for position in range(1, max(here, default=0)) if position not in here],
    )
