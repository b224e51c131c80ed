"""Charges that a customer does not accept: small fees are checked, the rest goes to a person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from marketplace.clock import business_days_after
from marketplace.refusals import ChargeAlreadyDisputed, ChargeNotFound
from marketplace.rules import bill, matching, orders, support
from marketplace.rules.references import fresh
from marketplace.schemas import DisputeIn, DisputeOpened
from marketplace.tables import Dispute, Order
from marketplace.work import UnitOfWork

SIMPLE_UP_TO = Decimal(25)
_SIMPLE_REASONS = {"wrong_amount", "charged_twice", "not_as_agreed"}
_SIMPLE_DAYS = 2
_COMPLEX_DAYS = 5


@dataclass(frozen=True, slots=True)
class _Charge:
    key: str
    description: str
    amount: Decimal
    is_fee: bool


async def open_dispute(
    work: UnitOfWork, customer_id: str, order_id: str, asked: DisputeIn
) -> DisputeOpened:
    """Opens a case about a charge. No money moves before it is decided.

    A fee of up to 25 USD is simple; anything else is complex, and goes to a person.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        ChargeNotFound: the bill has no such charge, or several fit.
        ChargeAlreadyDisputed: there is a case already.
    """
    order = await orders.load(work, customer_id, order_id, change=True)
    charge = _find(order, asked.charge)
    known = await work.session.scalar(
        select(Dispute.case_number).where(
            Dispute.order_id == order.order_id, Dispute.charge == charge.key
        )
    )
    if known is not None:
        raise ChargeAlreadyDisputed(case_number=known)
    needs_person = not (
        charge.is_fee and charge.amount <= SIMPLE_UP_TO and asked.reason in _SIMPLE_REASONS
    )
    case_number = await fresh(work, Dispute.case_number, "DSP", 8)
    answer_by = business_days_after(work.now, _COMPLEX_DAYS if needs_person else _SIMPLE_DAYS)
    work.session.add(
        Dispute(
            case_number=case_number,
            order_id=order.order_id,
            charge=charge.key,
            reason=asked.reason,
            amount=charge.amount,
            details_sealed=work.vault.seal("disputes.details", asked.details or ""),
            opened_at=work.now,
            answer_by=answer_by,
            needs_person=needs_person,
        )
    )
    if needs_person:
        await support.open_case_ticket(work, customer_id, "disputed charge", case_number)
    return DisputeOpened(
        case_number=case_number,
        order_id=order.order_id,
        charge=charge.description,
        amount=charge.amount,
        answer_by=answer_by,
        needs_person=needs_person,
    )


def _find(order: Order, named: str) -> _Charge:
    charges = _charges(order)
    wanted = matching.words(named) - {"charge", "fee", "order"}
    if not wanted:
        return _Charge("order", "the whole order", bill.total(order), is_fee=False)
    fits = [c for c in charges if wanted <= matching.words(f"{c.key} {c.description}")]
    if len(fits) != 1:
        raise ChargeNotFound(charges=[c.description for c in charges])
    return fits[0]


def _charges(order: Order) -> list[_Charge]:
    items = [
        _Charge(f"item {item.line}", item.name, item.unit_price * item.quantity, is_fee=False)
        for item in order.items
    ]
    fees = [
        _Charge(f"{charge.kind} {charge.charge_id}", charge.description, charge.amount, is_fee=True)
        for charge in order.charges
        if charge.amount > 0
    ]
    return items + fees
