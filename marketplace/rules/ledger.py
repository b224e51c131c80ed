"""The one door through which money of an order moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from marketplace.clock import business_days_after
from marketplace.refusals import (
    ApprovalAlreadyUsed,
    ApprovalRequired,
    GiftCardExpired,
    GiftCardTooLow,
    PaymentMethodNotFound,
    RefundTooHigh,
)
from marketplace.rules import bill
from marketplace.schemas import Approval, PaymentMethodInfo, RefundPromise, Settlement
from marketplace.tables import Order, Payment, PaymentMethod
from marketplace.work import UnitOfWork

APPROVAL_ABOVE = Decimal(500)
_REFUND_BUSINESS_DAYS = 7
_SPOKEN_KINDS = {
    "card": "card",
    "credit card": "card",
    "debit card": "card",
    "paypal": "paypal",
    "pay pal": "paypal",
    "gift card": "gift_card",
}


@dataclass(frozen=True, slots=True)
class Wallet:
    """The ways of paying of one customer, locked while money moves."""

    methods: Sequence[PaymentMethod]

    def by_id(self, method_id: str) -> PaymentMethod:
        """One that is known to be there."""
        return next(m for m in self.methods if m.method_id == method_id)

    def choose(self, wanted: str) -> PaymentMethod:
        """One by its id, or by its kind if there is one of that kind.

        Raises:
            PaymentMethodNotFound: none fits, or several do.
        """
        words = " ".join(wanted.lower().replace("_", " ").replace("-", " ").split())
        kind = _SPOKEN_KINDS.get(words.removeprefix("my ").removeprefix("the "))
        fits = [
            method
            for method in self.methods
            if method.method_id.lower().replace("-", " ") == words or method.kind == kind
        ]
        if len(fits) != 1:
            raise PaymentMethodNotFound(methods=[m.method_id for m in self.methods])
        return fits[0]


async def open_wallet(work: UnitOfWork, customer_id: str) -> Wallet:
    """The customer's ways of paying, locked until the transaction ends."""
    rows = await work.session.scalars(
        select(PaymentMethod)
        .where(PaymentMethod.customer_id == customer_id)
        .order_by(PaymentMethod.method_id)
        .with_for_update()
    )
    return Wallet(rows.all())


async def methods_of(work: UnitOfWork, customer_id: str) -> list[PaymentMethodInfo]:
    """The customer's ways of paying, without any number."""
    rows = await work.session.scalars(
        select(PaymentMethod)
        .where(PaymentMethod.customer_id == customer_id)
        .order_by(PaymentMethod.method_id)
    )
    return [
        PaymentMethodInfo.model_validate(
            {"method_id": row.method_id, "kind": row.kind, "balance": row.balance}
        )
        for row in rows
    ]


def charge(
    work: UnitOfWork, order: Order, method: PaymentMethod, amount: Decimal, reason: str
) -> None:
    """Takes money from the customer.

    Raises:
        GiftCardExpired: the last day of a gift card is over.
        GiftCardTooLow: a gift card does not cover it.
    """
    if method.kind == "gift_card":
        if method.expires_on is not None and method.expires_on < work.now.date():
            raise GiftCardExpired(expired_on=method.expires_on)
        balance = method.balance or bill.ZERO
        if balance < amount:
            raise GiftCardTooLow(balance=balance, needed=amount)
        method.balance = balance - amount
    _enter(work, order, method, "payment", amount, reason)


def reverse(work: UnitOfWork, order: Order, method: PaymentMethod, amount: Decimal) -> None:
    """Gives money back because another way of paying takes its place."""
    _credit_gift_card(method, amount)
    _enter(work, order, method, "reversal", amount, "payment_method_changed")


async def refund(
    work: UnitOfWork,
    order: Order,
    method: PaymentMethod,
    amount: Decimal,
    reason: str,
    *,
    approval: Approval | None = None,
    is_cancellation: bool = False,
) -> RefundPromise:
    """Gives money back: never more than was paid less what went back before.

    A cancellation returns the whole of an order that never left, so it needs no approval.

    Raises:
        RefundTooHigh: the ledger has less than that.
        ApprovalRequired: the refunds of the order pass 500 USD in sum and nobody approved.
        ApprovalAlreadyUsed: the approval let another refund through.
    """
    left = bill.paid(order) - bill.refunded(order)
    if amount > left:
        raise RefundTooHigh(refundable=left)
    if needs_approval(order, amount) and not is_cancellation:
        if approval is None:
            raise ApprovalRequired(amount=amount)
        await _use(work, approval)
    _credit_gift_card(method, amount)
    entry = _enter(work, order, method, "refund", amount, reason)
    if approval is not None:
        entry.approval_id = approval.approval_id
        entry.approved_by = approval.approved_by
    return promise(work, method, amount)


def needs_approval(order: Order, amount: Decimal) -> bool:
    """Whether a refund would bring the order's refunds above 500 USD in sum."""
    return bill.refunded(order) + amount > APPROVAL_ABOVE


def promise(work: UnitOfWork, method: PaymentMethod, amount: Decimal) -> RefundPromise:
    """When the money is there: at once on a gift card, else in five to seven business days."""
    at_once = method.kind == "gift_card"
    by = work.now if at_once else business_days_after(work.now, _REFUND_BUSINESS_DAYS)
    return RefundPromise.model_validate(
        {"amount": amount, "method": method.kind, "at_once": at_once, "expected_by": by.date()}
    )


async def settle(
    work: UnitOfWork, order: Order, method: PaymentMethod, difference: Decimal, reason: str
) -> Settlement:
    """Takes a price difference, or gives it back.

    Raises:
        GiftCardTooLow: a gift card does not cover it.
        RefundTooHigh: more than was paid.
        ApprovalRequired: the refunds of the order pass 500 USD in sum.
    """
    back = None
    if difference > 0:
        charge(work, order, method, difference, reason)
    elif difference < 0:
        back = await refund(work, order, method, -difference, reason)
    return Settlement.model_validate(
        {"difference": difference, "method": method.kind, "refund": back}
    )


async def _use(work: UnitOfWork, approval: Approval) -> None:
    used = await work.session.scalar(
        select(Payment.payment_id).where(Payment.approval_id == approval.approval_id)
    )
    if used is not None:
        raise ApprovalAlreadyUsed


def _credit_gift_card(method: PaymentMethod, amount: Decimal) -> None:
    if method.kind == "gift_card":
        method.balance = (method.balance or bill.ZERO) + amount


def _enter(
    work: UnitOfWork, order: Order, method: PaymentMethod, kind: str, amount: Decimal, reason: str
) -> Payment:
    entry = Payment(
        method_id=method.method_id, kind=kind, amount=amount, at=work.now, reason=reason
    )
    order.payments.append(entry)
    return entry
