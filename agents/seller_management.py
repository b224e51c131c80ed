"""The marketplace's sellers."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.sellers import (
    get_payout_status,
    get_seller_dashboard,
    list_seller_orders,
    report_seller_issue,
    update_listing,
    update_order_status,
)


class SellerManagement(MarketplaceAgent):
    """Shops of the marketplace's sellers: sales, listings, shipping, payouts."""

    name = "seller_management"
    handles = "everything about selling here: a shop's sales, listings, shipments and payouts"
    actions = (
        get_seller_dashboard,
        list_seller_orders,
        update_listing,
        update_order_status,
        get_payout_status,
        report_seller_issue,
    )
