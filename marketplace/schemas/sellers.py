"""Selling on the wire: what is open, listed, sent and paid. Nothing of a buyer."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Body, CallId, Line, Text, Usd

SaleStatus = Literal["to_ship", "shipped", "delivered", "cancelled", "sent_back"]
Carrier = Literal["UPS", "FedEx", "USPS", "DHL", "XPO"]
SellerIssueKind = Literal["payout", "listing", "buyer", "shipping", "account", "other"]


class LowStock(Answer):
    """A version of a listing that is almost or wholly sold out."""

    product_id: str
    name: str
    options: dict[str, str]
    quantity: int


class SellerDashboard(Answer):
    """How a shop stands today."""

    shop: str
    to_ship: int = Field(description="Orders with something of theirs that has not been sent")
    revenue_this_month: Usd = Field(
        description="Of orders placed since the first (UTC), without cancelled ones; before fees"
    )
    low_stock: list[LowStock] = Field(description="The scarcest first, twenty at most")
    open_issues: int = Field(description="Delivery cases that await an answer")
    open_returns: int = Field(description="Orders that are on their way back")


class SoldItem(Answer):
    """What of an order is the seller's."""

    line: int
    product_id: str
    name: str
    options: dict[str, str]
    quantity: int
    price: Usd = Field(description="Of all pieces together")


class Sale(Answer):
    """The seller's part of an order. Who bought it is on the packing slip and not in here."""

    order_id: str
    status: SaleStatus
    placed_at: datetime
    items: list[SoldItem]
    total: Usd


class ListingChangeIn(Body):
    """A new price, a new stock, or both, of a listing or of one version of it."""

    listing: Line = Field(description="Product number, stock number, or words of the name")
    version: Line | None = Field(None, description="Words of its options: 'red', 'size 34 black'")
    price: Decimal | None = Field(None, max_digits=12, decimal_places=2, description="US dollars")
    stock: int | None = Field(None, description="Pieces in all warehouses together")


class ListingChanged(Answer):
    """What a listing said and says now; `None` where it was not changed."""

    product_id: str
    name: str
    versions: list[str] = Field(description="Those that were changed, where there are several")
    old_price: Usd | None = None
    new_price: Usd | None = None
    price_change_percent: int | None = Field(None, description="Below zero for a lower price")
    old_stock: int | None = None
    new_stock: int | None = None


class ShipmentIn(Body):
    """The parcel in which the seller's part of an order left."""

    tracking_number: Annotated[str, Field(max_length=60)]
    carrier: Carrier | None = Field(None, description="Told by the number where it is left out")


class SaleShipped(Answer):
    """The seller's part of the order is on its way."""

    order_id: str
    items: list[str]
    carrier: Carrier
    order_shipped: bool = Field(description="False while another seller's part is still to be sent")


class PayoutInfo(Answer):
    """Money on its way to a seller, or there."""

    amount: Usd = Field(description="Sales less refunds, less the commission")
    pay_on: date


class PayoutStatus(Answer):
    """What a seller gets, and when."""

    commission_percent: int
    pending: Usd = Field(description="Delivered and not in a payout yet, less the commission")
    scheduled: PayoutInfo | None = Field(None, description="The next payout that is not paid yet")
    last_paid: PayoutInfo | None = None


class SellerIssueIn(Body):
    """Something that goes wrong for a seller."""

    kind: SellerIssueKind
    description: Text
    call_id: CallId


class SellerIssueReported(Answer):
    """The seller team has it."""

    ticket_id: str
    answer_by: datetime
