"""What is known of orders, and what came of changing them. Money in USD."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact, OrderState, PaymentKind

CancelReason = Literal["no_longer_needed", "ordered_by_mistake"]


class OrderedItem(Fact):
    """A line of an order."""

    line: int
    product_id: str
    sku: str
    name: str
    options: dict[str, str]
    """Of the variant: `{"size": "10", "color": "blue"}`."""
    unit_price: Decimal
    quantity: int


class OrderSummary(Fact):
    """An order as a list shows it."""

    order_id: str
    state: OrderState
    placed_at: datetime
    delivered_at: datetime | None
    estimated_delivery: date | None
    """While a parcel is on its way."""
    items: tuple[OrderedItem, ...]
    total: Decimal
    """Items, shipping and fees less discounts."""


class TrackingEvent(Fact):
    """Something that happened to a parcel."""

    at: datetime
    status: str
    location: str


class Parcel(Fact):
    """A parcel of an order, with its history, oldest first."""

    carrier: str
    tracking_number: str
    estimated_delivery: date
    location: str
    lines: tuple[int, ...]
    """Which lines of the order are in it."""
    history: tuple[TrackingEvent, ...]


class Tracking(Fact):
    """Where an order is. No parcels means that nothing has left yet."""

    order_id: str
    state: OrderState
    items: tuple[str, ...]
    placed_at: datetime
    delivered_at: datetime | None
    parcels: tuple[Parcel, ...]


class RefundPromise(Fact):
    """Money on its way back: at once to a gift card, else in five to seven business days."""

    amount: Decimal
    method: PaymentKind
    at_once: bool
    expected_by: date


class OrderCancelled(Fact):
    """An order is cancelled and the whole total goes back by the way it was paid."""

    order_id: str
    refunds: tuple[RefundPromise, ...]


class Settlement(Fact):
    """What a change costs (above zero), gives back (below zero), and by which way of paying."""

    difference: Decimal
    method: PaymentKind
    refund: RefundPromise | None = None


class ItemsChanged(Fact):
    """An order after its items were changed."""

    order: OrderSummary
    settlement: Settlement


class PaymentMethodChanged(Fact):
    """The total of an order moved from one way of paying to another."""

    order_id: str
    method: PaymentKind
    amount: Decimal
    previous: PaymentKind


class OrderAddressChanged(Fact):
    """A pending order goes to another address, free of charge."""

    order_id: str


class InvoiceLine(Fact):
    """A line of the bill; discounts are below zero."""

    kind: str
    description: str
    amount: Decimal


class LedgerLine(Fact):
    """Money that moved: from the customer, or back."""

    kind: Literal["payment", "refund", "reversal"]
    amount: Decimal
    method: PaymentKind
    at: datetime
    reason: str


class Invoice(Fact):
    """The bill of an order and its payments."""

    order_id: str
    placed_at: datetime
    lines: tuple[InvoiceLine, ...]
    total: Decimal
    paid: Decimal
    refunded: Decimal
    payments: tuple[LedgerLine, ...]


class ChargeExplained(Fact):
    """What an amount on the statement was for."""

    order_id: str
    description: str
    amount: Decimal
    charged_at: datetime
    exact: bool
    """False when it is the charge nearest to the amount."""
    lines: tuple[InvoiceLine, ...]
