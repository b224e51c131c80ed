"""Home and garden."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.home import (
    check_room_fit,
    find_matching_items,
    get_assembly_info,
    get_care_instructions,
    get_product_dimensions,
)


class Home(MarketplaceAgent):
    """Furniture, appliances and decor: sizes, space, assembly, care, what goes together."""

    name = "home"
    handles = "furniture, appliances and decor: sizes, room planning, assembly and care"
    needs_auth = False
    actions = (
        get_product_dimensions,
        check_room_fit,
        get_assembly_info,
        get_care_instructions,
        find_matching_items,
    )
