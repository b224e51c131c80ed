"""The shop of the bound customer, who sells. Order and product numbers in any spelling."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.facts import (
    Carrier,
    ListingChanged,
    PayoutStatus,
    Sale,
    SaleShipped,
    SaleStatus,
    SellerDashboard,
    SellerIssueKind,
    SellerIssueReported,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class SellerService:
    """Every method concerns what the bound customer sells; what others sell does not exist."""

    _acting: Acting

    async def dashboard(self) -> SellerDashboard:
        """What is to be sent, this month's revenue, low stock, open issues and returns."""
        return await self._acting.get(SellerDashboard, self._acting.account("seller", "dashboard"))

    async def orders(self, status: SaleStatus | None = None, limit: int = 20) -> list[Sale]:
        """What was sold, newest first; only the seller's part of each order."""
        where = self._acting.account("seller", "orders")
        return await self._acting.get_list(Sale, where, {"status": status, "limit": limit})

    async def update_listing(
        self,
        listing: str,
        *,
        version: str | None = None,
        price: Decimal | None = None,
        stock: int | None = None,
    ) -> ListingChanged:
        """Changes the price in USD, the pieces in stock, or both, of a listing or its version."""
        return await self._acting.write(
            ListingChanged,
            "PATCH",
            self._acting.account("seller", "listings"),
            "sellers.update_listing",
            {
                "listing": listing,
                "version": version,
                "price": None if price is None else str(price),
                "stock": stock,
            },
        )

    async def ship(
        self, order: str, tracking_number: str, carrier: Carrier | None = None
    ) -> SaleShipped:
        """Marks the seller's part of an order as sent; the number tells the carrier."""
        return await self._acting.write(
            SaleShipped,
            "POST",
            self._acting.account("seller", "orders", order, "shipments"),
            "sellers.ship",
            {"tracking_number": tracking_number, "carrier": carrier},
        )

    async def payouts(self) -> PayoutStatus:
        """What is pending, the next payout and the last one."""
        return await self._acting.get(PayoutStatus, self._acting.account("seller", "payouts"))

    async def report_issue(
        self, kind: SellerIssueKind, description: str, *, call_id: str
    ) -> SellerIssueReported:
        """Opens a ticket for the people who look after sellers."""
        return await self._acting.write(
            SellerIssueReported,
            "POST",
            self._acting.account("seller", "issues"),
            "sellers.report_issue",
            {"kind": kind, "description": description, "call_id": call_id},
        )
