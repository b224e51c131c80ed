"""The bill as a customer reads it, and what a charge was for."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.refusals import ChargeNotFound
from marketplace.rules import bill, ledger, orders
from marketplace.rules.references import canonical
from marketplace.schemas import ChargeExplained, Invoice, LedgerLine
from marketplace.tables import Order, Payment
from marketplace.work import UnitOfWork

_RECENT_PAYMENTS = 200


async def invoice(work: UnitOfWork, customer_id: str, order_id: str) -> Invoice:
    """The bill of an order and its payments.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
    """
    order = await orders.load(work, customer_id, order_id)
    methods = await ledger.methods_of(work, customer_id)
    kinds = {method.method_id: method.kind for method in methods}
    return Invoice(
        order_id=order.order_id,
        placed_at=order.placed_at,
        lines=bill.lines(order),
        total=bill.total(order),
        paid=bill.paid(order),
        refunded=bill.refunded(order),
        payments=[
            LedgerLine.model_validate(
                {
                    "kind": entry.kind,
                    "amount": entry.amount,
                    "method": kinds[entry.method_id],
                    "at": entry.at,
                    "reason": entry.reason,
                }
            )
            for entry in order.payments
        ],
    )


async def explain(
    work: UnitOfWork, customer_id: str, amount: Decimal | None, order_id: str | None
) -> ChargeExplained:
    """What an amount on the customer's statement was for; the latest payment without an amount.

    Raises:
        ChargeNotFound: the account has no payment to explain.
    """
    query = (
        select(Payment, Order)
        .join(Order, Order.order_id == Payment.order_id)
        .where(Order.customer_id == customer_id, Payment.kind == "payment")
        .order_by(Payment.at.desc(), Payment.payment_id.desc())
        .limit(_RECENT_PAYMENTS)
        .options(selectinload(Order.items), selectinload(Order.charges))
    )
    if order_id is not None:
        query = query.where(Order.order_id == canonical(order_id))
    found = [(payment, order) for payment, order in await work.session.execute(query)]
    if not found:
        raise ChargeNotFound
    wanted = found[0][0].amount if amount is None else amount
    payment, order = min(found, key=lambda pair: abs(pair[0].amount - wanted))
    return ChargeExplained(
        order_id=order.order_id,
        description=_described(payment, order),
        amount=payment.amount,
        charged_at=payment.at,
        exact=payment.amount == wanted,
        lines=bill.lines(order),
    )


def _described(payment: Payment, order: Order) -> str:
    for charge in order.charges:
        if charge.kind == payment.reason:
            return charge.description
    return ", ".join(item.name for item in order.items)
