"""How a seller sends their part of an order.

That it arrived is the carrier's to say: sellers are paid for what was delivered.
"""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from marketplace.clock import business_days_after
from marketplace.refusals import (
    AlreadySent,
    OrderAlreadyCancelled,
    SaleNotFound,
    TrackingNumberTaken,
)
from marketplace.rules import carriers, sales, sellers
from marketplace.rules.references import canonical
from marketplace.schemas import SaleShipped, ShipmentIn
from marketplace.tables import (
    Fulfilment,
    FulfilmentLine,
    Order,
    OrderItem,
    Product,
    ShipmentEvent,
)
from marketplace.work import UnitOfWork

_DAYS_ON_THE_WAY = 5
_FROM = "the seller's warehouse"


async def ship(work: UnitOfWork, customer_id: str, order_id: str, asked: ShipmentIn) -> SaleShipped:
    """Marks all of the seller's lines that have not left as sent, in one parcel.

    The order is shipped once every line of it has left. Until then it is processed: what has left
    in part can be neither cancelled nor changed.

    Raises:
        SellerNotFound: the account sells nothing.
        SaleNotFound: no such order, or nothing in it is theirs.
        OrderAlreadyCancelled: nothing is to be sent.
        AlreadySent: their part has left.
        TrackingNumberUnclear: no carrier has such numbers, or not the one that was named.
        TrackingNumberTaken: it is another parcel's.
    """
    seller = await sellers.load(work, customer_id)
    order = await _load(work, seller.seller_id, order_id)
    if order.state == "cancelled":
        raise OrderAlreadyCancelled
    theirs = await sales.theirs(work, seller.seller_id, order.items)
    sent = {line.line for parcel in order.fulfilments for line in parcel.lines}
    left = {line: name for line, name in theirs.items() if line not in sent}
    if order.state not in sales.OPEN_STATES or not left:
        raise AlreadySent
    carrier, number = carriers.recognised(asked.tracking_number, asked.carrier)
    if await work.session.get(Fulfilment, number) is not None:
        raise TrackingNumberTaken
    work.session.add(
        Fulfilment(
            tracking_number=number,
            order_id=order.order_id,
            carrier=carrier,
            shipped_at=work.now,
            estimated_delivery=business_days_after(work.now, _DAYS_ON_THE_WAY).date(),
            location=_FROM,
            lines=[FulfilmentLine(line=line) for line in left],
            events=[ShipmentEvent(at=work.now, status="Picked up", location=_FROM)],
        )
    )
    whole = sent.union(left) == {item.line for item in order.items}
    order.state = "shipped" if whole else "processed"
    return SaleShipped(
        order_id=order.order_id, items=list(left.values()), carrier=carrier, order_shipped=whole
    )


async def _load(work: UnitOfWork, seller_id: str, order_id: str) -> Order:
    """An order that holds something of the seller's, locked for a change."""
    holds = (
        select(OrderItem.line)
        .join(Product, Product.product_id == OrderItem.product_id)
        .where(OrderItem.order_id == Order.order_id, Product.seller_id == seller_id)
    )
    order = await work.session.scalar(
        select(Order)
        .where(Order.order_id == canonical(order_id), exists(holds))
        .options(
            selectinload(Order.items),
            selectinload(Order.fulfilments).selectinload(Fulfilment.lines),
        )
        .with_for_update()
    )
    if order is None:
        raise SaleNotFound
    return order
