"""The catalogue, open to callers who only browse. Prices in USD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.facts import (
    Category,
    Comparison,
    Compatibility,
    ProductDetails,
    ProductsFound,
    StockReport,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class ProductService:
    """Products are named by number, by stock number, or in a person's words."""

    _acting: Acting

    async def search(
        self,
        words: str,
        *,
        category: Category | None = None,
        kind: str | None = None,
        brand: str | None = None,
        size: str | None = None,
        color: str | None = None,
        min_price: Decimal | None = None,
        max_price: Decimal | None = None,
        in_stock: bool = False,
        limit: int = 5,
    ) -> ProductsFound:
        """Products that fit, best first; without words the cheapest first.

        Size ("ten", "XL"), colour, price and stock must hold for one variant at once.
        """
        return await self._acting.get(
            ProductsFound,
            "products",
            {
                "q": words,
                "category": category,
                "kind": kind,
                "brand": brand,
                "size": size,
                "color": color,
                "min_price": None if min_price is None else str(min_price),
                "max_price": None if max_price is None else str(max_price),
                "in_stock": in_stock,
                "limit": limit,
            },
        )

    async def details(self, product: str) -> ProductDetails:
        """All that is known about a product."""
        return await self._acting.get(ProductDetails, "product", {"product": product})

    async def compare(self, products: Sequence[str]) -> Comparison:
        """Two to four products side by side."""
        return await self._acting.get(Comparison, "comparison", {"product": list(products)})

    async def compatibility(
        self,
        part: str,
        system: Sequence[str] = (),
        *,
        power_supply_watts: int | None = None,
        socket: str | None = None,
        room_for_card_mm: int | None = None,
        memory_type: str | None = None,
    ) -> Compatibility:
        """Whether a part fits products or figures of a system."""
        return await self._acting.get(
            Compatibility,
            "compatibility",
            {
                "part": part,
                "system": list(system),
                "power_supply_watts": power_supply_watts,
                "socket": socket,
                "room_for_card_mm": room_for_card_mm,
                "memory_type": memory_type,
            },
        )

    async def stock(self, product: str, variant: str | None = None) -> StockReport:
        """How much there is of a product, or of the variants that fit words ("size 10 blue")."""
        return await self._acting.get(
            StockReport, "stock", {"product": product, "variant": variant}
        )
