"""Orders on their way, and their bill."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.billing import dispute_charge, explain_charge, get_invoice
from tools.deliveries import modify_delivery, report_delivery_issue
from tools.orders import (
    cancel_order,
    change_payment_method,
    get_shipping_updates,
    list_orders,
    modify_order_items,
    track_order,
)


class OrderTracking(MarketplaceAgent):
    """Order status, shipping, delivery, and the bill."""

    name = "order_tracking"
    handles = "where an order is, its delivery, cancelling or changing it, and its bill"
    actions = (
        track_order,
        list_orders,
        get_shipping_updates,
        modify_delivery,
        report_delivery_issue,
        cancel_order,
        modify_order_items,
        change_payment_method,
        get_invoice,
        explain_charge,
        dispute_charge,
    )
