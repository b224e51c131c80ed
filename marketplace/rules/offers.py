"""Texts that are read word for word, and what customers answered."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.refusals import OfferNotFound
from marketplace.schemas import OfferLogged, OfferResponseIn, OfferText
from marketplace.tables import Offer, OfferResponse
from marketplace.work import UnitOfWork


async def current(work: UnitOfWork, offer_id: str) -> OfferText:
    """The version in force.

    Raises:
        OfferNotFound: no such offer.
    """
    offer = await work.session.scalar(
        select(Offer)
        .where(Offer.offer_id == offer_id, Offer.effective_from <= work.now)
        .order_by(Offer.version.desc())
        .limit(1)
    )
    if offer is None:
        raise OfferNotFound
    return OfferText(
        offer_id=offer.offer_id, version=offer.version, title=offer.title, text=offer.text
    )


async def log_response(
    work: UnitOfWork, customer_id: str, offer_id: str, asked: OfferResponseIn
) -> OfferLogged:
    """Keeps an answer with the version that was read. Answers are added, never replaced.

    Raises:
        OfferNotFound: no such offer or version.
    """
    if await work.session.get(Offer, (offer_id, asked.version)) is None:
        raise OfferNotFound
    work.session.add(
        OfferResponse(
            customer_id=customer_id,
            offer_id=offer_id,
            version=asked.version,
            response=asked.response,
            call_hash=None if asked.call_id is None else work.vault.hash("calls", asked.call_id),
            at=work.now,
        )
    )
    return OfferLogged(
        offer_id=offer_id, version=asked.version, response=asked.response, logged_at=work.now
    )
