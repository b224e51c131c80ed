"""What can be changed of an order that is still pending. All of a change is kept, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import select

from marketplace.refusals import ItemsAlreadyChanged, SamePaymentMethod
from marketplace.rules import bill, ledger, loyalty, matching, orders, stock
from marketplace.schemas import (
    CancelReason,
    ItemChanges,
    ItemsChanged,
    OrderAddressChanged,
    OrderCancelled,
    PaymentMethodChanged,
    PostalAddress,
)
from marketplace.tables import Order, Variant
from marketplace.work import UnitOfWork


async def cancel(
    work: UnitOfWork, customer_id: str, order_id: str, reason: CancelReason
) -> OrderCancelled:
    """Cancels an order; the whole total goes back by the way it was paid.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: it was cancelled before.
        OrderNotPending: it is past pending.
        ItemsAlreadyChanged: its items were changed.
    """
    order = await orders.load_pending(work, customer_id, order_id)
    _refuse_if_changed(order)
    wallet = await ledger.open_wallet(work, customer_id)
    refunds = [
        await ledger.refund(
            work, order, wallet.by_id(method_id), amount, "cancelled", is_cancellation=True
        )
        for method_id, amount in _paid_by_method(order).items()
    ]
    for item in sorted(order.items, key=lambda item: item.sku):
        await stock.put_back(work, item)
    await loyalty.follow(work, order, "cancelled")
    order.state = "cancelled"
    order.cancelled_at = work.now
    order.cancel_reason = reason
    return OrderCancelled(order_id=order.order_id, refunds=refunds)


async def change_items(
    work: UnitOfWork, customer_id: str, order_id: str, asked: ItemChanges
) -> ItemsChanged:
    """Swaps items for other variants of the same products, once per order, all in one request.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: it was cancelled before.
        OrderNotPending: it is past pending.
        ItemsAlreadyChanged: once before.
        ItemNotInOrder: an item is not in it.
        ItemAmbiguous: several items fit.
        VariantNotFound: a product does not come like that.
        SameVariant: it is the one in the order.
        OutOfStock: the variant is not there.
        PaymentMethodNotFound: no such way of paying.
        GiftCardTooLow: the gift card does not cover the difference.
        ApprovalRequired: the difference that goes back is too high for that.
    """
    order = await orders.load_pending(work, customer_id, order_id)
    _refuse_if_changed(order)
    method = (await ledger.open_wallet(work, customer_id)).choose(asked.settle_with)
    items = matching.pick_distinct(order.items, (change.item for change in asked.changes))
    variants = await variants_by_product(work, (item.product_id for item in items))
    difference = bill.ZERO
    for item, change in zip(items, asked.changes, strict=True):
        new = matching.pick_variant(item, variants[item.product_id], change.wanted)
        taken = await stock.take(work, new.sku, item.quantity)
        await stock.put_back(work, item)
        difference += (new.price - item.unit_price) * item.quantity
        item.sku, item.options, item.unit_price = new.sku, new.options, new.price
        item.warehouse, item.elsewhere = taken.warehouse, taken.elsewhere
    settlement = await ledger.settle(work, order, method, difference, "items_changed")
    await loyalty.follow(work, order, "items_changed")
    order.items_changed_at = work.now
    return ItemsChanged(order=orders.summary(order), settlement=settlement)


async def change_payment_method(
    work: UnitOfWork, customer_id: str, order_id: str, wanted: str
) -> PaymentMethodChanged:
    """Has the whole order paid by another single way of paying.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: it was cancelled before.
        OrderNotPending: it is past pending.
        ItemsAlreadyChanged: its items were changed.
        PaymentMethodNotFound: no such way of paying.
        SamePaymentMethod: it is the one in use.
        GiftCardTooLow: the gift card does not cover the total.
    """
    order = await orders.load_pending(work, customer_id, order_id)
    _refuse_if_changed(order)
    wallet = await ledger.open_wallet(work, customer_id)
    new, old = wallet.choose(wanted), wallet.by_id(order.method_id)
    if new is old:
        raise SamePaymentMethod
    owed = _paid_by_method(order)
    amount = sum(owed.values(), bill.ZERO)
    ledger.charge(work, order, new, amount, "payment_method_changed")
    for method_id, paid in owed.items():
        ledger.reverse(work, order, wallet.by_id(method_id), paid)
    order.method_id = new.method_id
    return PaymentMethodChanged.model_validate(
        {
            "order_id": order.order_id,
            "method": new.kind,
            "amount": amount,
            "previous": old.kind,
        }
    )


async def change_address(
    work: UnitOfWork, customer_id: str, order_id: str, address: PostalAddress
) -> OrderAddressChanged:
    """Sends a pending order elsewhere, free of charge.

    Raises:
        OrderNotFound: there is none, or it belongs to somebody else.
        OrderAlreadyCancelled: it was cancelled before.
        OrderNotPending: it is past pending; its delivery can still be changed, for a fee.
    """
    order = await orders.load_pending(work, customer_id, order_id)
    order.address_sealed = work.vault.seal("orders.address", address.model_dump_json())
    return OrderAddressChanged(order_id=order.order_id)


async def variants_by_product(
    work: UnitOfWork, product_ids: Iterable[str]
) -> dict[str, list[Variant]]:
    """The variants of several products, in one query."""
    rows = await work.session.scalars(
        select(Variant)
        .where(Variant.product_id.in_(set(product_ids)))
        .order_by(Variant.product_id, Variant.position)
    )
    found: dict[str, list[Variant]] = defaultdict(list)
    for variant in rows:
        found[variant.product_id].append(variant)
    return found


def _refuse_if_changed(order: Order) -> None:
    if order.items_changed_at is not None:
        raise ItemsAlreadyChanged


def _paid_by_method(order: Order) -> dict[str, Decimal]:
    net: dict[str, Decimal] = defaultdict(Decimal)
    for entry in order.payments:
        net[entry.method_id] += entry.amount if entry.kind == "payment" else -entry.amount
    return {method_id: amount for method_id, amount in net.items() if amount > 0}
