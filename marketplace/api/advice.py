"""What is said of products beyond price and stock, open to callers who only browse."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from marketplace.api.access import Reading
from marketplace.api.errors import refused_with
from marketplace.rules import alike, rooms, series, sizing, styling, upkeep
from marketplace.rules.rooms import Room
from marketplace.rules.styling import Wish
from marketplace.schemas import (
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

router = APIRouter(tags=["advice"], prefix="/advice")
ProductReference = Annotated[
    str, Query(max_length=200, description="A product number, a stock number, or a name")
]
Feet = Annotated[float, Query(gt=0, le=1_000, allow_inf_nan=False, description="Feet")]
Limit = Annotated[int, Query(ge=1, le=20)]


@router.get("/dimensions", summary="How large is it", responses=refused_with(404))
async def get_dimensions(
    product: ProductReference, work: Reading, room_type: RoomType | None = None
) -> Dimensions:
    """Inches and pounds, the free space that it needs, and what to mind in a type of room."""
    return await rooms.dimensions(work, product, room_type)


@router.get("/room-fit", summary="Does it fit the room", responses=refused_with(404))
async def check_room_fit(
    product: ProductReference, room_length_ft: Feet, room_width_ft: Feet, work: Reading
) -> RoomFit:
    """Either way round, with the free space that it needs."""
    return await rooms.fit(work, product, Room(room_length_ft, room_width_ft))


@router.get("/assembly", summary="How is it put together", responses=refused_with(404))
async def get_assembly(product: ProductReference, work: Reading) -> Assembly:
    """Minutes, people and tools."""
    return await upkeep.assembly(work, product)


@router.get("/care", summary="How is it looked after", responses=refused_with(404))
async def get_care(product: ProductReference, work: Reading) -> CareGuide:
    """What its label says, and what holds for its material."""
    return await upkeep.care(work, product)


@router.get("/series", summary="The order of a series", responses=refused_with(404))
async def get_series(
    name: Annotated[str, Query(max_length=200, description="Of the series, or of a book in it")],
    work: Reading,
) -> SeriesOrder:
    """Volumes that are sold here, in their order, and which are missing between them."""
    return await series.order(work, name)


@router.get("/similar", summary="What is like it", responses=refused_with(404))
async def get_similar(product: ProductReference, work: Reading, limit: Limit = 5) -> AlikeProducts:
    """Best first, with what they share."""
    return await alike.similar(work, product, limit)


@router.get("/matching", summary="What goes with it", responses=refused_with(404))
async def get_matching(product: ProductReference, work: Reading, limit: Limit = 5) -> AlikeProducts:
    """Best first, one of a kind."""
    return await alike.matching(work, product, limit)


@router.get("/sizing", summary="Which size to take", responses=refused_with(404))
async def get_sizing(
    product: Annotated[str, Query(max_length=200, description="A product, or a kind: dresses")],
    work: Reading,
    usual_size: Annotated[str | None, Query(min_length=1, max_length=40)] = None,
) -> SizingGuide:
    """What sizes measure, whether it runs small or large, and the size for a usual one."""
    return await sizing.guide(work, product, usual_size)


@router.get("/style", summary="What to wear", responses=refused_with(404))
async def get_style(
    work: Reading,
    goes_with: Annotated[str | None, Query(max_length=200, description="A piece")] = None,
    occasion: Occasion | None = None,
    budget: Annotated[Decimal | None, Query(gt=0, description="US dollars for each piece")] = None,
    department: Department | None = None,
    limit: Limit = 5,
) -> StyleAdvice:
    """Pieces to wear with another, or on an occasion, one of a kind; one of both is needed."""
    return await styling.advise(work, Wish(goes_with, occasion, budget, department), limit)
