"""Orders on the wire: what was bought, where it is, and what can be changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, Line, OrderState, PaymentKind, Usd

CancelReason = Literal["no_longer_needed", "ordered_by_mistake"]


class OrderedItem(Answer):
    """A line of an order."""

    line: int
    product_id: str
    sku: str
    name: str
    options: dict[str, str]
    unit_price: Usd
    quantity: int


class OrderSummary(Answer):
    """An order as a list shows it."""

    order_id: str
    state: OrderState
    placed_at: datetime
    delivered_at: datetime | None
    estimated_delivery: date | None
    items: list[OrderedItem]
    total: Usd = Field(description="Items and other charges")


class TrackingEvent(Answer):
    """Something that happened to a parcel."""

    at: datetime
    status: str
    location: str


class Parcel(Answer):
    """A parcel of an order, with its history, oldest first."""

    carrier: str
    tracking_number: str
    estimated_delivery: date
    location: str
    lines: list[int]
    history: list[TrackingEvent]


class Tracking(Answer):
    """Where an order is. No parcels means that nothing has left yet."""

    order_id: str
    state: OrderState
    items: list[str]
    placed_at: datetime
    delivered_at: datetime | None
    parcels: list[Parcel]


class Cancellation(Body):
    """Why an order is cancelled."""

    reason: CancelReason


class RefundPromise(Answer):
    """Money on its way back: at once to a gift card, else in five to seven business days."""

    amount: Usd
    method: PaymentKind
    at_once: bool
    expected_by: date


class OrderCancelled(Answer):
    """The order is cancelled and the whole total goes back by the way it was paid."""

    order_id: str
    refunds: list[RefundPromise]


class ItemSwap(Body):
    """A line of an order, and the variant of the same product wanted in its place."""

    item: Line = Field(description="Line number, stock number, or words of the item's name")
    wanted: Line = Field(description="Stock number, or words of the options: 'size 11 blue'")


class ItemChanges(Body):
    """All changes of items in one request."""

    changes: Annotated[list[ItemSwap], Field(min_length=1, max_length=50)]
    settle_with: Line = Field(description="Payment method id, or its kind if there is one of it")


class Settlement(Answer):
    """What a change costs (above zero), gives back (below zero), and by which way of paying."""

    difference: Usd
    method: PaymentKind
    refund: RefundPromise | None = None


class ItemsChanged(Answer):
    """The order after its items were changed."""

    order: OrderSummary
    settlement: Settlement


class PaymentMethodChange(Body):
    """The single way of paying wanted from now on."""

    method: Line = Field(description="Payment method id, or its kind if there is one of it")


class PaymentMethodChanged(Answer):
    """The total moved from one way of paying to another."""

    order_id: str
    method: PaymentKind
    amount: Usd
    previous: PaymentKind


class OrderAddressChanged(Answer):
    """A pending order goes to another address, free of charge."""

    order_id: str


class InvoiceLine(Answer):
    """A line of the bill; discounts are below zero."""

    kind: str
    description: str
    amount: Usd


class LedgerLine(Answer):
    """Money that moved: from the customer, or back."""

    kind: Literal["payment", "refund", "reversal"]
    amount: Usd
    method: PaymentKind
    at: datetime
    reason: str


class Invoice(Answer):
    """The bill of an order and its payments."""

    order_id: str
    placed_at: datetime
    lines: list[InvoiceLine]
    total: Usd
    paid: Usd
    refunded: Usd
    payments: list[LedgerLine]


class ChargeExplained(Answer):
    """What an amount on the statement was for. `exact` is False when it is the nearest charge."""

    order_id: str
    description: str
    amount: Usd
    charged_at: datetime
    exact: bool
    lines: list[InvoiceLine]
