"""What suits one customer."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.personalization import (
    get_preferences,
    get_recommendations,
    suggest_products,
    track_behavior,
    update_preferences,
)


class Personalization(MarketplaceAgent):
    """Recommendations from history and taste, and what is remembered of it."""

    name = "personalization"
    handles = "recommendations to their taste, gift ideas, and what we remember that they like"
    actions = (
        get_recommendations,
        update_preferences,
        track_behavior,
        suggest_products,
        get_preferences,
    )
