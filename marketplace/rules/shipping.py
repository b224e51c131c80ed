"""How a seller moves their part of an order forward; never back, and never to delivered.

That a parcel arrived is the carrier's to say: sellers are paid for what was delivered.
"""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from marketplace.clock import business_days_after
from marketplace.refusals import (
    OrderAlreadyCancelled,
    SaleAlreadyFurther,
    SaleNotFound,
    TrackingNumberMissing,
    TrackingNumberTaken,
)
from marketplace.rules import carriers, sales, sellers
from marketplace.rules.references import canonical
from marketplace.schemas import Carrier, SaleMoved, SaleStepIn
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


async def move(work: UnitOfWork, customer_id: str, order_id: str, asked: SaleStepIn) -> SaleMoved:
    """Marks all of the seller's lines that have not left as processed, or as sent in one parcel.

    An order with several sellers' lines is processed once one of them is, and shipped when all
    are.

    Raises:
        SellerNotFound: the account sells nothing.
        SaleNotFound: no such order, or nothing in it is theirs.
        OrderAlreadyCancelled: nothing is to be sent.
        SaleAlreadyFurther: it is that far already.
        TrackingNumberMissing: shipped, and by which number?
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
        raise SaleAlreadyFurther
    carrier = None
    if asked.status == "processed":
        if order.state == "processed":
            raise SaleAlreadyFurther
        order.state = "processed"
    else:
        carrier = await _send(work, order, list(left), asked)
        whole = sent.union(left) == {item.line for item in order.items}
        order.state = "shipped" if whole else "processed"
    return SaleMoved(
        order_id=order.order_id,
        status=asked.status,
        items=list(left.values()),
        carrier=carrier,
        order_shipped=order.state == "shipped",
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


async def _send(work: UnitOfWork, order: Order, lines: list[int], asked: SaleStepIn) -> Carrier:
    if asked.tracking_number is None:
        raise TrackingNumberMissing
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
            lines=[FulfilmentLine(line=line) for line in lines],
            events=[ShipmentEvent(at=work.now, status="Picked up", location=_FROM)],
        )
    )
    return carrier
