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
from marketplace.tables import DataLoad
from marketplace.vault import Vault

_NAME = "sample"


async def load_sample_data(session: AsyncSession, vault: Vault, now: datetime) -> None:
    """Loads everything into empty tables; does nothing when it was done before."""
    if await session.get(DataLoad, _NAME) is not None:
        return
    await spare_sample_data(session, now)
    add_people(session, vault, now)
    await session.flush()

    stocked = products()
    session.add_all(stocked)
    session.add_all(size_charts())
    session.add_all(materials())
    session.add_all(promotions(now))
    session.add_all(offers(now))
    session.add_all(payouts(now))
    session.add_all(articles())
    await session.flush()
    add_orders(session, vault, now, stocked)
    add_services(session, now, stocked)
    await session.flush()


async def spare_sample_data(session: AsyncSession, now: datetime) -> None:
    """Notes that no sample data is to be loaded: it was, or there is a company's own."""
    if await session.get(DataLoad, _NAME) is None:
        session.add(DataLoad(name=_NAME, loaded_at=now))
