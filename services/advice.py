"""What is said of products beyond price and stock, open to callers who only browse."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.facts import (
    AlikeProducts,
    Assembly,
    CareGuide,
    Department,
    Dimensions,
    Occasion,
    RoomFit,
    RoomType,
    SeriesOrder,
    SizingGuide,
    StyleAdvice,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class AdviceService:
    """Products are named by number, by stock number, or in a person's words."""

    _acting: Acting

    async def dimensions(self, product: str, room_type: RoomType | None = None) -> Dimensions:
        """How large it is, the free space that it needs, what to mind in a type of room."""
        params = {"product": product, "room_type": room_type}
        return await self._acting.get(Dimensions, "advice/dimensions", params)

    async def room_fit(self, product: str, length_ft: Decimal, width_ft: Decimal) -> RoomFit:
        """Whether it fits a room of so many feet, either way round."""
        return await self._acting.get(
            RoomFit,
            "advice/room-fit",
            {
                "product": product,
                "room_length_ft": str(length_ft),
                "room_width_ft": str(width_ft),
            },
        )

    async def assembly(self, product: str) -> Assembly:
        """What it takes to put it together."""
        return await self._acting.get(Assembly, "advice/assembly", {"product": product})

    async def care(self, product: str) -> CareGuide:
        """How it is looked after."""
        return await self._acting.get(CareGuide, "advice/care", {"product": product})

    async def series(self, name: str) -> SeriesOrder:
        """The order of a series, by its name or by a book in it."""
        return await self._acting.get(SeriesOrder, "advice/series", {"name": name})

    async def similar(self, product: str, *, limit: int = 5) -> AlikeProducts:
        """What could be had in its place, best first."""
        return await self._acting.get(
            AlikeProducts, "advice/similar", {"product": product, "limit": limit}
        )

    async def matching(self, product: str, *, limit: int = 5) -> AlikeProducts:
        """What goes with it, best first and one of a kind."""
        return await self._acting.get(
            AlikeProducts, "advice/matching", {"product": product, "limit": limit}
        )

    async def sizing(self, product: str, usual_size: str | None = None) -> SizingGuide:
        """The sizes of a product or a kind of clothing, and the one to take for a usual one."""
        params = {"product": product, "usual_size": usual_size}
        return await self._acting.get(SizingGuide, "advice/sizing", params)

    async def style(
        self,
        *,
        goes_with: str | None = None,
        occasion: Occasion | None = None,
        budget: Decimal | None = None,
        department: Department | None = None,
        limit: int = 5,
    ) -> StyleAdvice:
        """Pieces to wear with another or on an occasion, each within the budget in USD."""
        return await self._acting.get(
            StyleAdvice,
            "advice/style",
            {
                "goes_with": goes_with,
                "occasion": occasion,
                "budget": None if budget is None else str(budget),
                "department": department,
                "limit": limit,
            },
        )
