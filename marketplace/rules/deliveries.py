"""What can be changed of a delivery, and what is promised when one goes wrong (agents.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import assert_never

from sqlalchemy import select

from marketplace.clock import business_days_after
from marketplace.refusals import (
    DeliveryClosed,
    DeliveryDateUnavailable,
    IssueAlreadyOpen,
    NotShippedYet,
    OrderAlreadyCancelled,
    OutForDelivery,
)
from marketplace.rules import bill, ledger, orders, support
from marketplace.rules.references import fresh
from marketplace.schemas import (
    DeliveryChanged,
    DeliveryChangeIn,
    DeliveryChangeKind,
    DeliveryIssueIn,
    DeliveryIssueOpened,
    IssueKind,
    IssuePromise,
)
from marketplace.tables import Charge, DeliveryChange, DeliveryIssue, Order
from marketplace.work import UnitOfWork

FEES: dict[DeliveryChangeKind, Decimal] = {
    "address_change": Decimal("5.99"),
    "delivery_instructions": bill.ZERO,
    "reschedule": Decimal("2.99"),
    "hold_at_location": bill.ZERO,
}
_TAKES = timedelta(hours=2)
_DAYS_AHEAD = 30
_CHANGEABLE = {"pending", "processed", "shipped"}


@dataclass(frozen=True, slots=True)
class _Promise:
    says: IssuePromise
    earliest: int
    latest: int
    in_hours: bool = False
    needs_person: bool = False

    def after(self, start: datetime, amount: int) -> datetime:
        if self.in_hours:
            return start + timedelta(hours=amount)
        return business_days_after(start, amount)


PROMISES: dict[IssueKind, _Promise] = {
    "damaged_package": _Promise("replacement_or_refund_at_once", 24, 48, in_hours=True),
    "missing_items": _Promise("carrier_investigation_then_replacement", 3, 5),
    "never_received": _Promise("carrier_investigation_then_replacement_or_refund", 5, 7),
    "wrong_address": _Promise("a_person_reviews", 3, 5, needs_person=True),
    "stolen_package": _Promise("a_person_reviews", 3, 5, needs_person=True),
}


async def change(
    work: UnitOfWork, customer_id: str, order_id: str, asked: DeliveryChangeIn
) -> DeliveryChanged:
    """Changes a delivery and charges its fee by the way the order was paid.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: nothing will be delivered.
        OutForDelivery: the parcel goes where it goes.
        DeliveryClosed: it has been delivered.
        DeliveryDateUnavailable: not from tomorrow up to thirty days ahead.
        GiftCardTooLow: the order was paid by a gift card that does not cover the fee.
    """
    order = await orders.load(work, customer_id, order_id, change=True)
    _refuse_unless_changeable(order)
    _apply(work, order, asked)
    fee = FEES[asked.kind]
    if fee:
        wallet = await ledger.open_wallet(work, customer_id)
        ledger.charge(work, order, wallet.by_id(order.method_id), fee, asked.kind)
        order.charges.append(
            Charge(
                kind=asked.kind,
                description=f"Delivery: {asked.kind.replace('_', ' ')}",
                amount=fee,
                at=work.now,
            )
        )
    details = asked.model_dump_json(exclude_none=True)
    effective_by = work.now + _TAKES
    work.session.add(
        DeliveryChange(
            order_id=order.order_id,
            kind=asked.kind,
            fee=fee,
            details_sealed=work.vault.seal("delivery_changes.details", details),
            requested_at=work.now,
            effective_by=effective_by,
        )
    )
    return DeliveryChanged(
        order_id=order.order_id,
        kind=asked.kind,
        fee=fee,
        effective_by=effective_by,
        new_date=asked.new_date if asked.kind == "reschedule" else None,
    )


def _refuse_unless_changeable(order: Order) -> None:
    if order.state == "cancelled":
        raise OrderAlreadyCancelled
    if order.state == "out_for_delivery":
        raise OutForDelivery
    if order.state not in _CHANGEABLE:
        raise DeliveryClosed


def _apply(work: UnitOfWork, order: Order, asked: DeliveryChangeIn) -> None:
    match asked.kind:
        case "address_change":
            if asked.address is not None:
                text = asked.address.model_dump_json()
                order.address_sealed = work.vault.seal("orders.address", text)
        case "reschedule":
            if asked.new_date is not None:
                _reschedule(work, order, asked.new_date)
        case "delivery_instructions" | "hold_at_location":
            pass  # the carrier reads them from the change itself
        case _:
            assert_never(asked.kind)


def _reschedule(work: UnitOfWork, order: Order, day: date) -> None:
    today = work.now.date()
    if not today < day <= today + timedelta(days=_DAYS_AHEAD):
        raise DeliveryDateUnavailable
    for parcel in order.fulfilments:
        parcel.estimated_delivery = day


async def report_issue(
    work: UnitOfWork, customer_id: str, order_id: str, asked: DeliveryIssueIn
) -> DeliveryIssueOpened:
    """Opens a case about a delivery; a person is told where one has to review it.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: nothing was to be delivered.
        NotShippedYet: nothing has left.
        IssueAlreadyOpen: the same was reported before.
    """
    order = await orders.load(work, customer_id, order_id, change=True)
    if order.state == "cancelled":
        raise OrderAlreadyCancelled
    if order.state in {"pending", "processed"}:
        raise NotShippedYet
    known = await work.session.scalar(
        select(DeliveryIssue.case_number).where(
            DeliveryIssue.order_id == order.order_id, DeliveryIssue.kind == asked.kind
        )
    )
    if known is not None:
        raise IssueAlreadyOpen(case_number=known)
    promise = PROMISES[asked.kind]
    case_number = await fresh(work, DeliveryIssue.case_number, "DEL", 8)
    answer_by = promise.after(work.now, promise.latest)
    work.session.add(
        DeliveryIssue(
            case_number=case_number,
            order_id=order.order_id,
            kind=asked.kind,
            details_sealed=work.vault.seal("delivery_issues.details", asked.details or ""),
            opened_at=work.now,
            answer_by=answer_by,
        )
    )
    if promise.needs_person:
        await support.open_case_ticket(work, customer_id, "delivery issue", case_number)
    return DeliveryIssueOpened(
        case_number=case_number,
        order_id=order.order_id,
        kind=asked.kind,
        promise=promise.says,
        answer_from=promise.after(work.now, promise.earliest),
        answer_by=answer_by,
        photo_helps=True,
        needs_person=promise.needs_person,
    )
