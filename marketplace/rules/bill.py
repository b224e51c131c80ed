"""What an order costs and what was paid for it: sums over a loaded order, no queries."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from marketplace.schemas import InvoiceLine
from marketplace.tables import Order, OrderItem
from marketplace.tables.base import CENT

ZERO = Decimal("0.00")


def items_total(items: Iterable[OrderItem]) -> Decimal:
    """The prices of lines, before any discount. USD."""
    return sum((item.unit_price * item.quantity for item in items), ZERO)


def total(order: Order) -> Decimal:
    """Items, shipping and fees less discounts. USD."""
    return items_total(order.items) + sum((charge.amount for charge in order.charges), ZERO)


def value_of(order: Order, items: Iterable[OrderItem]) -> Decimal:
    """What lines are worth when they go back: their price less their share of the discounts."""
    all_items = items_total(order.items)
    discount = sum((c.amount for c in order.charges if c.kind == "discount"), ZERO)
    if not all_items:
        return ZERO
    share = items_total(items) * (all_items + discount) / all_items
    return max(ZERO, share.quantize(CENT, ROUND_HALF_UP))


def paid(order: Order) -> Decimal:
    """Money received and kept, before refunds. USD."""
    return _sum(order, "payment") - _sum(order, "reversal")


def refunded(order: Order) -> Decimal:
    """Money given back, all refunds together. USD."""
    return _sum(order, "refund")


def _sum(order: Order, kind: str) -> Decimal:
    return sum((entry.amount for entry in order.payments if entry.kind == kind), ZERO)


def lines(order: Order) -> list[InvoiceLine]:
    """The bill, line by line."""
    items = [
        InvoiceLine(
            kind="item",
            description=item.name if item.quantity == 1 else f"{item.quantity} × {item.name}",
            amount=item.unit_price * item.quantity,
        )
        for item in order.items
    ]
    charges = [
        InvoiceLine(kind=charge.kind, description=charge.description, amount=charge.amount)
        for charge in order.charges
    ]
    return items + charges
