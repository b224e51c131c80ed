"""What can be sent back, and what came of returns, exchanges and refunds. Money in USD."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact, OrderState, PaymentKind
from domain.facts.orders import RefundPromise, Settlement

ReturnReason = Literal[
    "changed_mind", "defective", "damaged", "wrong_item", "not_as_described", "does_not_fit"
]
ReturnState = Literal["label_sent", "pickup_scheduled", "in_transit", "received", "refunded"]
PickupWindow = Literal["morning", "afternoon", "evening"]
RefundScope = Literal["full", "items", "amount"]


class ItemEligibility(Fact):
    """Whether one item can be sent back."""

    line: int
    name: str
    eligible: bool
    reason: str | None = None
    """Code of the rule that forbids it."""
    return_by: date | None = None
    """Last day, unopened."""
    return_by_if_opened: date | None = None
    """Last day once opened."""


class Eligibility(Fact):
    """What of an order can be sent back, and until when."""

    order_id: str
    eligible: bool
    reason: str | None = None
    """Code of the rule that forbids all of it."""
    detail: str | None = None
    """The same as a sentence to say."""
    delivered_at: datetime | None = None
    items: tuple[ItemEligibility, ...]


class ReturnOpened(Fact):
    """A return is open and its label is on its way by email."""

    return_id: str
    order_id: str
    items: tuple[str, ...]
    reason: ReturnReason
    refund_amount: Decimal
    refund_method: PaymentKind
    send_back_by: date
    label_emailed: bool


class ExchangeOpened(Fact):
    """An exchange is open: the label is on its way by email, the new items are reserved."""

    return_id: str
    order_id: str
    items: tuple[str, ...]
    replacements: tuple[str, ...]
    settlement: Settlement
    send_back_by: date
    label_emailed: bool


class PickupScheduled(Fact):
    """The carrier comes by."""

    return_id: str
    day: date
    window: PickupWindow


class Refunded(Fact):
    """Money goes back."""

    order_id: str
    refund: RefundPromise
    refunded_in_all: Decimal
    still_refundable: Decimal


class RefundQuote(Fact):
    """What a refund would come to, before it is made."""

    order_id: str
    amount: Decimal
    refunded_so_far: Decimal
    refundable: Decimal
    needs_approval: bool
    """The refunds of the order would pass 500 USD in sum."""


class ReturnStatus(Fact):
    """Where a return or an exchange stands."""

    return_id: str
    order_id: str
    kind: Literal["return", "exchange"]
    state: ReturnState
    order_state: OrderState
    items: tuple[str, ...]
    opened_at: datetime
    send_back_by: date
    pickup_on: date | None = None
    refund_amount: Decimal
    refunded: Decimal
    refund_method: PaymentKind
