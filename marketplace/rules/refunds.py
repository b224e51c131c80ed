"""Giving money back for what comes back, or came damaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from marketplace.refusals import (
    AlreadyRefunded,
    NothingToRefund,
    RefundMethodNotAllowed,
    RefundTooHigh,
)
from marketplace.rules import bill, ledger, loyalty, matching, orders
from marketplace.rules.ledger import Wallet
from marketplace.schemas import Refunded, RefundIn, RefundQuote
from marketplace.tables import DeliveryIssue, Order, OrderItem, PaymentMethod, Return
from marketplace.work import UnitOfWork

REASON = "refund"


@dataclass(frozen=True, slots=True)
class _Basis:
    """Why money goes back: the items, and the most that they are worth."""

    items: Sequence[OrderItem]
    worth: Decimal
    came_back: Return | None


async def quote(work: UnitOfWork, customer_id: str, order_id: str, asked: RefundIn) -> RefundQuote:
    """What a refund would come to, and whether a person would have to approve it.

    Raises:
        Refusal: what `refund` would raise, apart from approval.
    """
    order = await orders.load(work, customer_id, order_id)
    basis = await _basis_of(work, order)
    refundable = _refundable(order, basis)
    amount, _ = _amount(order, basis, asked, refundable)
    return RefundQuote(
        order_id=order.order_id,
        amount=amount,
        refunded_so_far=bill.refunded(order),
        refundable=refundable,
        needs_approval=ledger.needs_approval(order, amount),
    )


async def refund(work: UnitOfWork, customer_id: str, order_id: str, asked: RefundIn) -> Refunded:
    """Refunds all that is left, the value of items, or an amount.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        NothingToRefund: no return, and no parcel that was reported damaged.
        AlreadyRefunded: nothing is left of it, or of an item that was named.
        RefundTooHigh: the amount is above what is left.
        ItemNotInOrder: an item does not come back.
        ItemAmbiguous: several items fit.
        RefundMethodNotAllowed: neither the original way of paying nor a gift card they have.
        ApprovalRequired: the refunds of the order pass 500 USD in sum and nobody approved.
        ApprovalAlreadyUsed: the approval let another refund through.
    """
    order = await orders.load(work, customer_id, order_id, change=True)
    basis = await _basis_of(work, order)
    refundable = _refundable(order, basis)
    amount, items = _amount(order, basis, asked, refundable)
    wallet = await ledger.open_wallet(work, customer_id)
    method = refund_method(order, wallet, asked.refund_to or _agreed_method(basis))
    promise = await ledger.refund(work, order, method, amount, REASON, approval=asked.approval)
    await loyalty.follow(work, order, REASON)
    for item in items:
        item.refunded = True
    left = refundable - amount
    if not left:
        for item in basis.items:
            item.refunded = True
        if basis.came_back is not None:
            basis.came_back.state = "refunded"
    return Refunded(
        order_id=order.order_id,
        refund=promise,
        refunded_in_all=bill.refunded(order),
        still_refundable=left,
    )


def refund_method(order: Order, wallet: Wallet, wanted: str | None) -> PaymentMethod:
    """The original way of paying, or a gift card that the customer has.

    Raises:
        RefundMethodNotAllowed: another one.
        PaymentMethodNotFound: none that they have.
    """
    original = wallet.by_id(order.method_id)
    if wanted is None or wanted.lower() in {"original", "original method", "original payment"}:
        return original
    method = wallet.choose(wanted)
    if method is not original and method.kind != "gift_card":
        raise RefundMethodNotAllowed
    return method


def _agreed_method(basis: _Basis) -> str | None:
    return None if basis.came_back is None else basis.came_back.method_id


async def _basis_of(work: UnitOfWork, order: Order) -> _Basis:
    came_back = await work.session.scalar(
        select(Return)
        .where(Return.order_id == order.order_id, Return.kind == "return")
        .options(selectinload(Return.items))
    )
    damaged = await work.session.scalar(
        select(DeliveryIssue.case_number).where(
            DeliveryIssue.order_id == order.order_id, DeliveryIssue.kind == "damaged_package"
        )
    )
    if damaged is not None:
        return _Basis(order.items, bill.paid(order), came_back)
    if came_back is not None:
        lines = {item.line for item in came_back.items}
        items = [item for item in order.items if item.line in lines]
        return _Basis(items, came_back.value, came_back)
    if bill.refunded(order) and bill.refunded(order) >= bill.paid(order):
        raise AlreadyRefunded
    raise NothingToRefund


def _refundable(order: Order, basis: _Basis) -> Decimal:
    given = sum((e.amount for e in order.payments if e.reason == REASON), bill.ZERO)
    left = min(bill.paid(order) - bill.refunded(order), basis.worth - given)
    if left <= 0:
        raise AlreadyRefunded
    return left


def _amount(
    order: Order, basis: _Basis, asked: RefundIn, refundable: Decimal
) -> tuple[Decimal, Sequence[OrderItem]]:
    if asked.scope == "full":
        return refundable, basis.items
    if asked.scope == "items":
        items = matching.pick(basis.items, asked.items)
        if any(item.refunded for item in items):
            raise AlreadyRefunded
        amount = bill.value_of(order, items)
    else:
        items, amount = [], asked.amount or refundable
    if amount > refundable:
        raise RefundTooHigh(refundable=refundable)
    return amount, items
