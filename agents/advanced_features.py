"""What goes beyond single orders."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.accessibility import set_accessibility_preferences
from tools.advanced import check_gift_card, check_warranty, request_bulk_quote
from tools.appointments import book_appointment
from tools.subscriptions import manage_subscription


class AdvancedFeatures(MarketplaceAgent):
    """Gift cards, subscriptions, warranties, business orders, appointments, accessibility."""

    name = "advanced_features"
    handles = "gift cards, subscriptions, warranties, bulk orders, appointments, and accessibility"
    needs_auth = False
    actions = (
        check_gift_card,
        manage_subscription,
        check_warranty,
        request_bulk_quote,
        book_appointment,
        set_accessibility_preferences,
    )
