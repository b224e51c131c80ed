"""Changes and troubles of a delivery, and disputes of a bill, on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from marketplace.schemas.base import Answer, Body, Line, Text, Usd
from marketplace.schemas.customers import PostalAddress

DeliveryChangeKind = Literal[
    "address_change", "delivery_instructions", "reschedule", "hold_at_location"
]
IssueKind = Literal[
    "damaged_package", "missing_items", "never_received", "wrong_address", "stolen_package"
]
IssuePromise = Literal[
    "replacement_or_refund_at_once",
    "carrier_investigation_then_replacement",
    "carrier_investigation_then_replacement_or_refund",
    "a_person_reviews",
]
DisputeReason = Literal["wrong_amount", "charged_twice", "not_recognised", "not_as_agreed"]


class DeliveryChangeIn(Body):
    """One change of a delivery; its kind says which field it needs."""

    kind: DeliveryChangeKind
    address: PostalAddress | None = Field(None, description="For address_change")
    instructions: Text | None = Field(None, description="For delivery_instructions")
    new_date: date | None = Field(None, description="For reschedule")
    location: Line | None = Field(None, description="For hold_at_location")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {
            "address_change": self.address,
            "delivery_instructions": self.instructions,
            "reschedule": self.new_date,
            "hold_at_location": self.location,
        }
        if needed[self.kind] is None:
            raise ValueError(f"{self.kind} lacks its field")
        return self


class DeliveryChanged(Answer):
    """The change is on its way to the carrier, which takes one to two hours."""

    order_id: str
    kind: DeliveryChangeKind
    fee: Usd
    effective_by: datetime
    new_date: date | None = None


class DeliveryIssueIn(Body):
    """What went wrong."""

    kind: IssueKind
    details: Text | None = None


class DeliveryIssueOpened(Answer):
    """A case, what is promised, and when there will be an answer."""

    case_number: str = Field(description="DEL and eight digits")
    order_id: str
    kind: IssueKind
    promise: IssuePromise
    answer_from: datetime
    answer_by: datetime
    photo_helps: bool
    needs_person: bool


class DisputeIn(Body):
    """Which charge of an order is not accepted, and why."""

    charge: Line = Field(description="item, shipping, a delivery fee: words of the bill's line")
    reason: DisputeReason
    details: Text | None = None


class DisputeOpened(Answer):
    """A case; a complex one goes to a person."""

    case_number: str
    order_id: str
    charge: str
    amount: Usd
    answer_by: datetime
    needs_person: bool
