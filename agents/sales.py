"""Finding and buying anything."""

from __future__ import annotations

from agents.base import MarketplaceAgent
from tools.carts import add_to_cart, apply_promotion, checkout, view_cart
from tools.shopping import (
    check_availability,
    compare_products,
    get_product_details,
    search_products,
)


class Sales(MarketplaceAgent):
    """From the first question about a product to the order."""

    name = "sales"
    handles = "finding anything, putting it into the cart, and buying it"
    needs_auth = False
    actions = (
        search_products,
        get_product_details,
        compare_products,
        check_availability,
        add_to_cart,
        view_cart,
        apply_promotion,
        checkout,
    )
