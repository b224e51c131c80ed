"""Deals, codes and loyalty points."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.promotions import (
    apply_promo_code,
    calculate_discount,
    check_eligibility,
    get_current_promotions,
    get_loyalty_balance,
)


class Promotions(MarketplaceAgent):
    """What is on offer, for whom, and what it would save."""

    name = "promotions"
    handles = "promotions, discount codes and loyalty points"
    needs_auth = False
    actions = (
        get_current_promotions,
        apply_promo_code,
        check_eligibility,
        calculate_discount,
        get_loyalty_balance,
    )
