"""What is said of products beyond price and stock: room, care, sizes, series, what goes with what.

Lengths are inches, rooms are feet, weights pounds, as the catalogue has them. What is not known is
None.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from marketplace.schemas.base import Answer
from marketplace.schemas.catalogue import ProductSummary

RoomType = Literal[
    "living_room", "bedroom", "kitchen", "dining_room", "bathroom", "office", "outdoor"
]
Side = Literal["each_side", "foot", "front", "all_around"]
RoomVerdict = Literal["fits", "tight", "does_not_fit"]
Department = Literal["women", "men", "unisex"]
Runs = Literal["small", "large", "true_to_size"]
Occasion = Literal[
    "work", "wedding", "party", "date", "casual", "sport", "outdoors", "beach", "travel"
]
Likeness = Literal["series", "brand", "kind", "style", "material", "color", "price"]


class Clearance(Answer):
    """Free space that a piece needs to be used well."""

    side: Side
    inches: float


class RoomAdvice(Answer):
    """What to mind in a room of a type."""

    room_type: RoomType
    walkway_in: float = Field(description="To be kept free for walking through")
    advice: str


class Dimensions(Answer):
    """How large a product is, and what it needs around it."""

    product_id: str
    name: str
    length_in: float | None
    width_in: float | None
    height_in: float | None
    diameter_in: float | None
    weight_lb: float | None
    max_load_lb: float | None
    sizes: list[str] = Field(description="Where it comes in several")
    clearances: list[Clearance]
    min_room_length_ft: float | None
    min_room_width_ft: float | None
    room: RoomAdvice | None


class RoomFit(Answer):
    """Whether a piece fits a room, either way round."""

    product_id: str
    name: str
    verdict: RoomVerdict = Field(
        description="`tight`: it goes in, with less space around it than it needs"
    )
    room_length_ft: float
    room_width_ft: float
    length_in: float
    width_in: float
    is_free: bool = Field(description="With the free space that it needs, either way round")
    turned: bool = Field(description="It fits with its length along the room's width only")
    clearances: list[Clearance]
    needed_length_in: float = Field(description="With the free space that it needs")
    needed_width_in: float
    min_room_length_ft: float | None
    min_room_width_ft: float | None


class Assembly(Answer):
    """What it takes to put a product together; no minutes where it comes in one piece."""

    product_id: str
    name: str
    minutes: int
    people: int
    tools: list[str]


class CareGuide(Answer):
    """How a product is looked after: what its label says, and what its material likes."""

    product_id: str
    name: str
    material: str | None
    care: str | None
    material_care: str | None


class SeriesBook(Answer):
    """A volume that is sold here."""

    position: int
    book: ProductSummary


class SeriesOrder(Answer):
    """A series in its order, as far as it is sold here."""

    series: str
    author: str
    books: list[SeriesBook]
    gaps: list[int] = Field(description="Volumes before the last one listed that are not sold here")


class Measured(Answer):
    """A body measurement, from and to, in inches."""

    name: str
    from_in: float
    to_in: float


class SizeRow(Answer):
    """What a size measures."""

    size: str
    measures: list[Measured]


class SizingGuide(Answer):
    """The sizes of a product, or of a kind of clothing."""

    product_id: str | None
    name: str
    department: Department
    brand: str | None = Field(description="Whose chart it is; None for the general one")
    runs: Runs | None
    sizes: list[SizeRow]
    usual_size: str | None
    advised_size: str | None = Field(description="For who usually wears `usual_size`")


class AlikeProduct(Answer):
    """A product, and what it shares with the one that was asked about."""

    product: ProductSummary
    shares: list[Likeness]


class AlikeProducts(Answer):
    """What is like a product, or goes with it, best first."""

    of: ProductSummary
    products: list[AlikeProduct]


class StyledProduct(Answer):
    """A piece that suits, in the colour that suits best; no colour where it has but one."""

    product: ProductSummary
    color: str | None


class StyleAdvice(Answer):
    """Pieces to wear with something or on an occasion, one of a kind."""

    goes_with: ProductSummary | None
    occasion: Occasion | None
    products: list[StyledProduct]
