"""What a seller sees and does. An account that sells nothing finds nothing here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import AccountWrite, AnyWrite, CustomerId, OrderId, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import listings, payouts, sales, sellers, shipping
from marketplace.schemas import (
    ListingChanged,
    ListingChangeIn,
    PayoutStatus,
    Sale,
    SaleShipped,
    SaleStatus,
    SellerDashboard,
    SellerIssueIn,
    SellerIssueReported,
    ShipmentIn,
)

router = APIRouter(prefix="/customers/{customer_id}/seller", tags=["sellers"])
_WRITE = refused_with(404, 409, 423)


@router.get("/dashboard", summary="How a shop stands", responses=refused_with(404))
async def get_dashboard(customer_id: CustomerId, work: Reading) -> SellerDashboard:
    """What is to be sent, this month's revenue, low stock, open issues and returns."""
    return await sellers.dashboard(work, customer_id)


@router.get("/orders", summary="What was sold, newest first", responses=refused_with(404))
async def list_sales(
    customer_id: CustomerId,
    work: Reading,
    status: SaleStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[Sale]:
    """The seller's lines alone, and nothing of who bought them."""
    seller = await sellers.load(work, customer_id)
    return await sales.of_seller(work, seller.seller_id, status, limit)


@router.post("/orders/{order_id}/shipments", summary="Mark a sale as sent", responses=_WRITE)
async def ship_sale(
    customer_id: CustomerId, order_id: OrderId, body: ShipmentIn, write: AccountWrite
) -> SaleShipped:
    """In one parcel; an order of several sellers is shipped when all parts are."""
    return await write.once(
        SaleShipped, lambda work: shipping.ship(work, customer_id, order_id, body)
    )


@router.patch("/listings", summary="Change price or stock", responses=_WRITE)
async def change_listing(
    customer_id: CustomerId, body: ListingChangeIn, write: AccountWrite
) -> ListingChanged:
    """Of one version, or the price of all that cost the same. Orders keep their prices."""
    return await write.once(ListingChanged, lambda work: listings.change(work, customer_id, body))


@router.get("/payouts", summary="What a seller gets", responses=refused_with(404))
async def get_payout_status(customer_id: CustomerId, work: Reading) -> PayoutStatus:
    """What is pending, the next payout and the last one; the commission is taken off."""
    return await payouts.status(work, customer_id)


@router.post("/issues", summary="Ask the seller team", responses=refused_with(404, 409))
async def report_seller_issue(
    customer_id: CustomerId, body: SellerIssueIn, write: AnyWrite
) -> SellerIssueReported:
    """Opens a ticket, which is answered within two business days."""
    return await write.once(
        SellerIssueReported, lambda work: sellers.report_issue(work, customer_id, body)
    )
