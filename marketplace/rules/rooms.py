"""How large a product is, what room it needs around it, and whether it fits a given room.

The free space is what interior designers commonly recommend; what a product states itself
(`clearance_sides_in`, `min_room_length_ft`, …) comes first. Inches, and feet for rooms.
"""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.refusals import DimensionsUnknown
from marketplace.rules import catalogue, options
from marketplace.rules.figures import figure
from marketplace.schemas import Clearance, Dimensions, RoomAdvice, RoomFit, RoomType, RoomVerdict
from marketplace.tables import Product
from marketplace.work import UnitOfWork

_INCHES_IN_A_FOOT = 12
_COFFEE_TABLE_UNDER_IN = 22
"""A table this low is one to sit around on a sofa, which takes less room than chairs."""

_CHAIRS = (Clearance(side="all_around", inches=36),)
_DRAWERS = (Clearance(side="front", inches=36),)
_NEEDS: dict[str, tuple[Clearance, ...]] = {
    "bed": (Clearance(side="each_side", inches=24), Clearance(side="foot", inches=24)),
    "mattress": (Clearance(side="each_side", inches=24), Clearance(side="foot", inches=24)),
    "sofa": (Clearance(side="front", inches=30),),
    "chair": (Clearance(side="front", inches=24),),
    "table": _CHAIRS,
    "outdoor": _CHAIRS,
    "desk": _DRAWERS,
    "dresser": _DRAWERS,
    "wardrobe": _DRAWERS,
    "shelf": (Clearance(side="front", inches=24),),
    "nightstand": (Clearance(side="front", inches=18),),
}
_LOW_TABLE = (Clearance(side="all_around", inches=18),)

_ADVICE: dict[RoomType, tuple[float, str]] = {
    "living_room": (30, "Leave eighteen inches between a sofa and the coffee table."),
    "bedroom": (24, "Keep drawers and doors free to open beside the bed."),
    "kitchen": (42, "Keep the way between counter, stove and refrigerator free."),
    "dining_room": (36, "Chairs need that much behind the table's edge to be pulled out."),
    "bathroom": (30, "Keep that much free in front of the sink, the toilet and the shower."),
    "office": (36, "A desk chair needs that much behind the desk to roll back."),
    "outdoor": (36, "A grill stands ten feet away from walls and railings."),
}
"""Width of the walkway in inches, and a word of advice."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room's floor, in feet."""

    length_ft: float
    width_ft: float


async def dimensions(work: UnitOfWork, reference: str, room_type: RoomType | None) -> Dimensions:
    """How large a product is and what it needs around it, with advice for a type of room.

    Raises:
        ProductNotFound: there is none like that.
        DimensionsUnknown: no measurement of it is on file.
    """
    product = await catalogue.find(work, reference)
    measured = {
        name: figure(product.specs, name)
        for name in ("length_in", "width_in", "height_in", "diameter_in")
    }
    sizes = (await options.values(work, [product.product_id], "size", "length")).get(
        product.product_id, []
    )
    if not sizes and not any(measured.values()):
        raise DimensionsUnknown
    return Dimensions(
        product_id=product.product_id,
        name=product.name,
        **measured,
        weight_lb=figure(product.specs, "weight_lb"),
        max_load_lb=figure(product.specs, "max_load_lb"),
        sizes=sizes,
        clearances=_clearances(product),
        min_room_length_ft=figure(product.specs, "min_room_length_ft"),
        min_room_width_ft=figure(product.specs, "min_room_width_ft"),
        room=None if room_type is None else _advice(room_type),
    )


async def fit(work: UnitOfWork, reference: str, room: Room) -> RoomFit:
    """Whether a piece fits a room, either way round, with the free space that it needs.

    Raises:
        ProductNotFound: there is none like that.
        DimensionsUnknown: its length or width is not on file.
    """
    product = await catalogue.find(work, reference)
    across = figure(product.specs, "diameter_in")
    length = figure(product.specs, "length_in") or across
    width = figure(product.specs, "width_in") or across
    if length is None or width is None:
        raise DimensionsUnknown
    clearances = _clearances(product)
    needed_length = length + _added(clearances, along=True)
    needed_width = width + _added(clearances, along=False)
    straight, turned = _ways(room, needed_length, needed_width)
    smallest = (
        figure(product.specs, "min_room_length_ft"),
        figure(product.specs, "min_room_width_ft"),
    )
    verdict: RoomVerdict = "does_not_fit"
    if (straight or turned) and _large_enough(room, *smallest):
        verdict = "fits"
    elif any(_ways(room, length, width)):
        verdict = "tight"
    return RoomFit(
        product_id=product.product_id,
        name=product.name,
        verdict=verdict,
        room_length_ft=room.length_ft,
        room_width_ft=room.width_ft,
        length_in=length,
        width_in=width,
        is_free=straight or turned,
        turned=turned and not straight,
        clearances=clearances,
        needed_length_in=needed_length,
        needed_width_in=needed_width,
        min_room_length_ft=smallest[0],
        min_room_width_ft=smallest[1],
    )


def _ways(room: Room, length: float, width: float) -> tuple[bool, bool]:
    """Whether it goes in with its length along the room's length, and along the room's width."""
    long, wide = room.length_ft * _INCHES_IN_A_FOOT, room.width_ft * _INCHES_IN_A_FOOT
    return length <= long and width <= wide, length <= wide and width <= long


def _large_enough(room: Room, length_ft: float | None, width_ft: float | None) -> bool:
    wanted = sorted((length_ft or 0, width_ft or 0))
    has = sorted((room.length_ft, room.width_ft))
    return all(side >= least for side, least in zip(has, wanted, strict=True))


def _added(clearances: list[Clearance], *, along: bool) -> float:
    """What the free space adds to the length (`along`) or to the width, in inches."""
    added = 0.0
    for clearance in clearances:
        match clearance.side:
            case "all_around":
                added += 2 * clearance.inches
            case "foot":
                added += clearance.inches if along else 0
            case "each_side":
                added += 0 if along else 2 * clearance.inches
            case "front":
                added += 0 if along else clearance.inches
    return added


def _clearances(product: Product) -> list[Clearance]:
    height = figure(product.specs, "height_in")
    low = product.kind == "table" and height is not None and height < _COFFEE_TABLE_UNDER_IN
    usual = _LOW_TABLE if low else _NEEDS.get(product.kind, ())
    stated = figure(product.specs, "clearance_sides_in")
    if stated is None:
        return list(usual)
    others = [clearance for clearance in usual if clearance.side != "each_side"]
    return [Clearance(side="each_side", inches=stated), *others]


def _advice(room_type: RoomType) -> RoomAdvice:
    walkway, advice = _ADVICE[room_type]
    return RoomAdvice(room_type=room_type, walkway_in=walkway, advice=advice)
