"""What a seller is told of their shop. Nothing of a buyer. Money in USD."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from domain.facts.base import Fact

SaleStatus = Literal["to_ship", "shipped", "delivered", "cancelled", "sent_back"]
Carrier = Literal["UPS", "FedEx", "USPS", "DHL", "XPO"]
SellerIssueKind = Literal["payout", "listing", "buyer", "shipping", "account", "other"]


class LowStock(Fact):
    """A version of a listing that is almost or wholly sold out."""

    product_id: str
    name: str
    options: dict[str, str]
    quantity: int


class SellerDashboard(Fact):
    """How a shop stands today."""

    shop: str
    to_ship: int
    """Orders with something of theirs that has not been sent."""
    revenue_this_month: Decimal
    """Of orders placed since the first, without cancelled ones; before fees."""
    low_stock: tuple[LowStock, ...]
    """The scarcest first."""
    open_issues: int
    """Delivery cases that await an answer."""
    open_returns: int


class SoldItem(Fact):
    """What of an order is the seller's."""

    line: int
    product_id: str
    name: str
    options: dict[str, str]
    quantity: int
    price: Decimal
    """Of all pieces together."""


class Sale(Fact):
    """The seller's part of an order."""

    order_id: str
    status: SaleStatus
    placed_at: datetime
    items: tuple[SoldItem, ...]
    total: Decimal


class ListingChanged(Fact):
    """What a listing said and says now; None where it was not changed."""

    product_id: str
    name: str
    versions: tuple[str, ...]
    """Those that were changed, where there are several."""
    old_price: Decimal | None = None
    new_price: Decimal | None = None
    price_change_percent: int | None = None
    """Below zero for a lower price."""
    old_stock: int | None = None
    new_stock: int | None = None


class SaleShipped(Fact):
    """The seller's part of an order is on its way."""

    order_id: str
    items: tuple[str, ...]
    carrier: Carrier
    order_shipped: bool
    """False while another seller's part is still to be sent."""


class PayoutInfo(Fact):
    """Money on its way to a seller, or there: sales less refunds, less the commission."""

    amount: Decimal
    pay_on: date


class PayoutStatus(Fact):
    """What a seller gets, and when."""

    commission_percent: int
    pending: Decimal
    """Delivered and not in a payout yet, less the commission."""
    scheduled: PayoutInfo | None = None
    last_paid: PayoutInfo | None = None


class SellerIssueReported(Fact):
    """The seller team has it."""

    ticket_id: str
    answer_by: datetime
