"""What came of changing a delivery, reporting one, or disputing a charge. Money in USD."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact

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


class DeliveryChanged(Fact):
    """The change is on its way to the carrier, which takes one to two hours."""

    order_id: str
    kind: DeliveryChangeKind
    fee: Decimal
    effective_by: datetime
    new_date: date | None = None


class DeliveryIssueOpened(Fact):
    """A case, what is promised, and when there will be an answer."""

    case_number: str
    """DEL and eight digits."""
    order_id: str
    kind: IssueKind
    promise: IssuePromise
    answer_from: datetime
    answer_by: datetime
    photo_helps: bool
    needs_person: bool


class DisputeOpened(Fact):
    """A case about a charge; a complex one goes to a person."""

    case_number: str
    """DSP and eight digits."""
    order_id: str
    charge: str
    amount: Decimal
    answer_by: datetime
    needs_person: bool
