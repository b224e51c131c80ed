"""Home and garden: how large things are, whether they fit, putting them together, care, decor."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from domain.facts import RoomType
from spoken import lengths
from tools.action import action
from tools.call import Call
from tools.result import Result
from tools.types import ShortText, asked
from tools.words import home as told


def _in_feet(value: object) -> object:
    """A length in words, such as "3 metres", in feet; numbers are feet already."""
    if not isinstance(value, str):
        return value
    found = lengths.feet(value)
    return value if found is None else found


_ASIDE = (
    "room", "rooms", "bedroom", "living room", "dining room", "guest room", "apartment", "flat",
    "nursery", "studio", "lounge", "den", "house", "inches", "feet", "tools", "tool", "minutes",
    "hours", "people", "assembly", "dishwasher", "washing machine", "dryer", "stain", "stains",
    "goes", "matches", "style",
)  # fmt: skip
HomeItem = Annotated[ShortText, asked("Which piece do you mean?", "product", aside=_ASIDE)]
Feet = Annotated[Decimal, BeforeValidator(_in_feet), Field(gt=0, le=1_000)]
RoomLength = Annotated[Feet, asked("How long is the room?", "length")]
RoomWidth = Annotated[Feet, asked("And how wide is the room?", "length")]
Room = Annotated[
    RoomType,
    asked(
        "Which room is it for?",
        words={
            "living_room": ["living room", "lounge", "sitting room", "family room"],
            "bedroom": ["bedroom", "guest room", "kids' room", "nursery"],
            "kitchen": ["kitchen"],
            "dining_room": ["dining room", "dining area"],
            "bathroom": ["bathroom", "bath"],
            "office": ["office", "home office", "study"],
            "outdoor": ["outdoor", "outside", "garden", "patio", "balcony", "backyard", "deck"],
        },
    ),
]


@action(effect="read", category="catalogue", requires="nothing")
async def get_product_dimensions(
    call: Call, item: HomeItem, room_type: Room | None = None
) -> Result:
    """How large a piece is and how much free space it needs; for a type of room what to mind."""
    seen = await call.services.advice.dimensions(item, room_type)
    return Result(told.dimensions(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def check_room_fit(
    call: Call, item: HomeItem, room_length: RoomLength, room_width: RoomWidth
) -> Result:
    """Whether a piece fits a room, either way round; the room in feet, or as it was said."""
    seen = await call.services.advice.room_fit(item, room_length, room_width)
    return Result(told.fit(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_assembly_info(call: Call, item: HomeItem) -> Result:
    """How long a piece takes to put together, with how many people and which tools."""
    seen = await call.services.advice.assembly(item)
    return Result(told.assembly(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_care_instructions(call: Call, item: HomeItem) -> Result:
    """How furniture, textiles, appliances and other things for the home are looked after."""
    seen = await call.services.advice.care(item)
    return Result(told.care(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def find_matching_items(call: Call, item: HomeItem) -> Result:
    """What goes with a piece for the home, by style, color and material."""
    seen = await call.services.advice.matching(item)
    return Result(told.matching(seen), facts=seen)
