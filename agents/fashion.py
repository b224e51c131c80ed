"""Fashion and beauty."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.fashion import (
    find_similar_items,
    get_fabric_care,
    get_sizing_guide,
    get_style_recommendations,
)
from tools.shopping import check_availability


class Fashion(MarketplaceAgent):
    """Clothes, shoes and beauty: sizes, what is there, what to wear, care."""

    name = "fashion"
    handles = "clothes, shoes and beauty: sizes, what goes with what, and how to wash it"
    needs_auth = False
    actions = (
        get_sizing_guide,
        check_availability,
        get_style_recommendations,
        find_similar_items,
        get_fabric_care,
    )
