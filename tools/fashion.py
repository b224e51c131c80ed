"""Fashion and beauty: sizes, what to wear with what, what is alike, care."""

from __future__ import annotations

from typing import Annotated

from domain.facts import Department, Occasion
from services.errors import MarketplaceRefusal
from tools.action import action
from tools.call import Call
from tools.result import Ask, Result
from tools.types import MaxPrice, ShortText, Size, asked
from tools.words import fashion as told
from tools.words import home as told_of_care

_ASIDE = (
    "machine", "washing machine", "washer", "dryer", "iron", "temperature", "stain", "stains",
    "size chart", "size guide", "chart", "sizes", "waist", "chest", "usually", "normally",
    "come out", "comes out", "come up", "comes up", "turn out", "turns out",
)  # fmt: skip
_COMBINED = (
    "outfit", "look", "first", "goes", "go", "match", "matches", "combine", "pair", "pairs",
)  # fmt: skip
Garment = Annotated[ShortText, asked("Which piece do you mean?", "product", aside=_ASIDE)]
OccasionFor = Annotated[
    Occasion,
    asked(
        "What's the occasion?",
        words={
            "work": ["work", "office", "interview", "job interview", "meeting", "business"],
            "wedding": ["wedding", "gala", "black tie", "formal"],
            "party": ["party", "birthday party", "cocktail", "night out", "new year's eve"],
            "date": ["date", "date night", "dinner"],
            "casual": ["casual", "everyday", "every day", "weekend"],
            "sport": ["sport", "sports", "gym", "jogging", "workout", "working out", "yoga"],
            "outdoors": ["outdoors", "hiking", "camping", "a hike", "mountains"],
            "beach": ["beach", "pool", "swimming"],
            "travel": ["travel", "travelling", "vacation", "trip", "flight", "holiday"],
        },
    ),
]
Wearer = Annotated[
    Department,
    asked(
        "Is it for a woman or a man?",
        words={
            "women": ["women", "woman", "ladies", "my wife", "my girlfriend", "for her"],
            "men": ["men", "man", "guys", "my husband", "my boyfriend", "for him"],
            "unisex": ["unisex", "for anyone", "either"],
        },
    ),
]


@action(effect="read", category="catalogue", requires="nothing")
async def get_sizing_guide(call: Call, item: Garment, usual_size: Size | None = None) -> Result:
    """What the sizes of a piece, or of a kind of clothing, measure; whether it runs small or large.

    With the size that the customer usually wears: which one to take.
    """
    seen = await call.services.advice.sizing(item, usual_size)
    return Result(told.sizing(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_style_recommendations(
    call: Call,
    goes_with: Annotated[
        ShortText | None,
        asked("With which piece should it go?", "item-name", aside=_COMBINED),
    ] = None,
    occasion: OccasionFor | None = None,
    budget: MaxPrice | None = None,
    wearer: Wearer | None = None,
) -> Result:
    """What to wear with a piece, or on an occasion; the budget in dollars is for each piece."""
    if goes_with is None and occasion is None:
        given = {"budget": None if budget is None else str(budget), "wearer": wearer}
        known = {name: value for name, value in given.items() if value is not None}
        return Result(
            "What's the occasion?", ask=Ask("get_style_recommendations", "occasion", {**known})
        )
    style = call.services.advice.style
    try:
        seen = await style(goes_with=goes_with, occasion=occasion, budget=budget, department=wearer)
    except MarketplaceRefusal as refusal:
        # What the customer owns need not be sold here; the occasion is enough to go by.
        if refusal.code != "product_not_found" or occasion is None:
            raise
        seen = await style(occasion=occasion, budget=budget, department=wearer)
    return Result(told.style(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def find_similar_items(call: Call, item: Garment) -> Result:
    """Clothes, shoes or beauty products like one that the customer names."""
    seen = await call.services.advice.similar(item)
    return Result(told.similar(seen), facts=seen)


@action(effect="read", category="catalogue", requires="nothing")
async def get_fabric_care(call: Call, item: Garment) -> Result:
    """How clothes and shoes are washed, dried and ironed."""
    seen = await call.services.advice.care(item)
    return Result(told_of_care.care(seen), facts=seen)
