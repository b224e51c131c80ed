"""Returns, exchanges and refunds on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from marketplace.schemas.base import Answer, Body, Line, OrderState, PaymentKind, PositiveUsd, Usd
from marketplace.schemas.orders import ItemSwap, RefundPromise, Settlement

ReturnReason = Literal[
    "changed_mind", "defective", "damaged", "wrong_item", "not_as_described", "does_not_fit"
]
ReturnState = Literal["label_sent", "pickup_scheduled", "in_transit", "received", "refunded"]
PickupWindow = Literal["morning", "afternoon", "evening"]
Items = Annotated[
    list[Line],
    Field(
        max_length=50,
        description="Line numbers, stock numbers, or words of the names; none means all of them",
    ),
]


class ItemEligibility(Answer):
    """Whether one item can be sent back; `reason` is the code of the rule that forbids it."""

    line: int
    name: str
    eligible: bool
    reason: str | None = None
    return_by: date | None = Field(None, description="Last day, unopened")
    return_by_if_opened: date | None = Field(None, description="Last day once opened")


class Eligibility(Answer):
    """What of an order can be sent back, and until when."""

    order_id: str
    eligible: bool
    reason: str | None = Field(None, description="Why nothing of the order can be sent back")
    detail: str | None = Field(None, description="The same as a sentence")
    delivered_at: datetime | None = None
    items: list[ItemEligibility]


class ReturnIn(Body):
    """The items to send back, all in one request."""

    items: Items = Field(default_factory=list)
    reason: ReturnReason
    opened: bool = Field(False, description="The items were opened or used")
    refund_to: Line | None = Field(
        None, description="Payment method id or kind; the original one unless said"
    )


class ReturnOpened(Answer):
    """A return is open and its label is on its way by email."""

    return_id: str
    order_id: str
    items: list[str]
    reason: ReturnReason
    refund_amount: Usd
    refund_method: PaymentKind
    send_back_by: date
    label_emailed: bool


class ExchangeIn(Body):
    """The items to exchange for other variants of the same products, all in one request."""

    changes: Annotated[list[ItemSwap], Field(min_length=1, max_length=50)]
    reason: ReturnReason = "does_not_fit"
    opened: bool = Field(False, description="The items were opened or used")
    settle_with: Line | None = Field(
        None, description="Payment method id or kind; the original one unless said"
    )


class ExchangeOpened(Answer):
    """An exchange is open: the label is on its way by email, the new items are reserved."""

    return_id: str
    order_id: str
    items: list[str]
    replacements: list[str]
    settlement: Settlement
    send_back_by: date
    label_emailed: bool


class PickupIn(Body):
    """When the carrier should fetch the parcel."""

    day: date
    window: PickupWindow = "afternoon"


class PickupScheduled(Answer):
    """The carrier comes by."""

    return_id: str
    day: date
    window: PickupWindow


class Approval(Body):
    """Who let a refund above the threshold through."""

    approval_id: Annotated[str, Field(min_length=1, max_length=64)]
    approved_by: Annotated[str, Field(min_length=1, max_length=80)] | None = None


class RefundIn(Body):
    """All that is left, the value of some items, or an amount."""

    scope: Literal["full", "items", "amount"]
    items: Items = Field(default_factory=list)
    amount: PositiveUsd | None = None
    refund_to: Line | None = Field(
        None, description="Payment method id or kind; the original one unless said"
    )
    approval: Approval | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.scope == "amount" and self.amount is None:
            raise ValueError("an amount is needed")
        if self.scope == "items" and not self.items:
            raise ValueError("items are needed")
        return self


class Refunded(Answer):
    """Money goes back."""

    order_id: str
    refund: RefundPromise
    refunded_in_all: Usd
    still_refundable: Usd


class RefundQuote(Answer):
    """What a refund would come to, before it is made."""

    order_id: str
    amount: Usd
    refunded_so_far: Usd
    refundable: Usd
    needs_approval: bool


class ReturnStatus(Answer):
    """Where a return or an exchange stands."""

    return_id: str
    order_id: str
    kind: Literal["return", "exchange"]
    state: ReturnState
    order_state: OrderState
    items: list[str]
    opened_at: datetime
    send_back_by: date
    pickup_on: date | None
    refund_amount: Usd
    refunded: Usd
    refund_method: PaymentKind
