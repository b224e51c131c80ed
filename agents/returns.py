"""Returns, exchanges and refunds."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.returns import (
    check_return_eligibility,
    exchange_items,
    initiate_return,
    process_refund,
    schedule_pickup,
    track_return_status,
)


class Returns(MarketplaceAgent):
    """Returns, exchanges and refunds of delivered orders."""

    name = "returns"
    handles = "sending something back, exchanging it, and refunds"
    actions = (
        check_return_eligibility,
        initiate_return,
        exchange_items,
        schedule_pickup,
        process_refund,
        track_return_status,
    )
