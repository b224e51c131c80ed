"""Electronics and tech."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.electronics import (
    check_stock,
    compare_specs,
    get_compatibility,
    search_tech,
    troubleshoot,
)


class Electronics(MarketplaceAgent):
    """Devices and parts: finding, comparing, fitting, fixing."""

    name = "electronics"
    handles = "finding, comparing and fixing electronics, and whether parts fit together"
    needs_auth = False
    actions = (search_tech, compare_specs, get_compatibility, check_stock, troubleshoot)
