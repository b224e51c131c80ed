"""What customers look at, like, dislike and wish for: kept unless they do not want it."""

from __future__ import annotations

from sqlalchemy import delete, select

from marketplace.refusals import TrackingOff
from marketplace.rules import catalogue, customers, preferences
from marketplace.schemas import BehaviourIn, BehaviourKept, BehaviourKind
from marketplace.tables import Behaviour
from marketplace.work import UnitOfWork

KEPT = 200
"""Rows a customer has at most; the oldest give way."""
_OPPOSITE: dict[BehaviourKind, tuple[BehaviourKind, ...]] = {
    "liked": ("disliked",),
    "wished": ("disliked",),
    "disliked": ("liked", "wished"),
    "viewed": (),
}


async def track(work: UnitOfWork, customer_id: str, asked: BehaviourIn) -> BehaviourKept:
    """Keeps what a customer thinks of a product; a new opinion takes the place of the opposite.

    Raises:
        CustomerNotFound: no such customer.
        ProductNotFound: there is no such product.
        TrackingOff: the customer does not want to be tracked.
    """
    customer = await customers.load(work, customer_id)
    if not preferences.is_tracked(customer.preferences):
        raise TrackingOff
    product = await catalogue.find(work, asked.product)
    mine = Behaviour.customer_id == customer_id
    if _OPPOSITE[asked.what]:
        await work.session.execute(
            delete(Behaviour).where(
                mine,
                Behaviour.product_id == product.product_id,
                Behaviour.what.in_(_OPPOSITE[asked.what]),
            )
        )
    await work.session.merge(
        Behaviour(
            customer_id=customer_id,
            product_id=product.product_id,
            what=asked.what,
            at=work.now,
        )
    )
    await work.session.flush()
    await _forget_the_oldest(work, customer_id)
    return BehaviourKept(product_id=product.product_id, name=product.name, what=asked.what)


async def of_customer(work: UnitOfWork, customer_id: str) -> dict[BehaviourKind, list[str]]:
    """The products of each kind of behaviour, the latest first."""
    rows = (
        await work.session.execute(
            select(Behaviour.what, Behaviour.product_id)
            .where(Behaviour.customer_id == customer_id)
            .order_by(Behaviour.at.desc(), Behaviour.product_id)
            .limit(KEPT)
        )
    ).all()
    return {what: [row.product_id for row in rows if row.what == what] for what in _OPPOSITE}


async def _forget_the_oldest(work: UnitOfWork, customer_id: str) -> None:
    oldest = await work.session.scalar(
        select(Behaviour.at)
        .where(Behaviour.customer_id == customer_id)
        .order_by(Behaviour.at.desc())
        .offset(KEPT - 1)
        .limit(1)
    )
    if oldest is not None:
        await work.session.execute(
            delete(Behaviour).where(Behaviour.customer_id == customer_id, Behaviour.at < oldest)
        )
