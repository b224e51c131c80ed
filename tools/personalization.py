"""What a customer likes, and what should please them."""

from __future__ import annotations

from typing import Annotated, Literal

from domain import facts
from spoken import numbers
from tools.action import action
from tools.call import Call
from tools.result import Result
from tools.shorthand import in_full
from tools.types import Amount, ProductName, ShortText, asked
from tools.words import tastes as told

Category = Annotated[
    Literal["home", "books", "electronics", "fashion"],
    asked(
        "Home, books, electronics or fashion?",
        words={
            "home": ["home", "furniture", "kitchen", "garden", "decor", "house"],
            "books": ["book", "books", "novel", "read"],
            "electronics": ["electronics", "tech", "gadget", "gadgets", "computer"],
            "fashion": ["fashion", "clothes", "wear", "outfit", "shoes", "clothing"],
        },
    ),
]
Occasion = Annotated[
    Literal[
        "birthday", "wedding", "housewarming", "holidays", "baby", "travel", "sport", "school",
        "office",
    ],
    asked(
        "What is it for: a birthday, a wedding, the holidays, travelling, something else?",
        words={
            "birthday": ["birthday", "bday"],
            "wedding": ["wedding", "engagement", "anniversary", "bride"],
            "housewarming": ["housewarming", "new home", "moved", "new apartment", "new house"],
            "holidays": ["christmas", "holidays", "hanukkah", "xmas", "holiday season"],
            "baby": ["baby", "newborn", "baby shower"],
            "travel": ["travel", "trip", "vacation", "journey", "flight"],
            "sport": ["sport", "gym", "running", "workout", "fitness"],
            "school": ["school", "college", "university", "student", "graduation"],
            "office": ["office", "work from home", "home office", "desk job", "new job"],
        },
    ),
]  # fmt: skip
Preference = Annotated[
    Literal[
        "contact_channel", "colours", "size", "shoe_size", "budget", "language", "tracking",
        "favourite_category", "avoided_brands", "liked_brands",
    ],
    asked(
        "Is it about brands, colours, your size, a budget, or how we reach you?",
        words={
            "contact_channel": [
                "contact", "reach me", "email me", "text me", "call me", "by email", "by text",
                "by phone",
            ],
            "favourite_category": [
                "favourite category", "favorite category", "mostly", "into", "interests",
                "interested in", "electronics", "fashion", "books", "furniture",
            ],
            "liked_brands": [
                "brand", "brands", "favourite brand", "favorite brand", "fan of", "like", "love",
                "prefer",
            ],
            "avoided_brands": [
                "don't like", "hate", "avoid", "never show me", "no more", "stop recommending",
                "stop suggesting", "can't stand",
            ],
            "colours": [
                "colour", "color", "colours", "colors", "black", "white", "blue", "red", "green",
                "pink", "grey", "gray", "navy", "purple", "yellow", "beige", "brown",
            ],
            "size": [
                "size", "clothing size", "i wear a", "small", "medium", "large", "extra large",
            ],
            "shoe_size": ["shoe size", "shoes size", "size of my shoes"],
            "budget": ["budget", "spend", "at most", "no more than", "price limit", "up to"],
            "language": ["language", "speak spanish", "spanish", "french", "english", "german"],
            "tracking": [
                "track", "tracking", "tracked", "follow what i look at", "spy", "browsing history",
                "history", "privacy",
            ],
        },
    ),
]  # fmt: skip
Behaviour = Annotated[
    Literal["viewed", "liked", "disliked", "wished"],
    asked(
        "Do you like it, not like it, or want it on your wish list?",
        words={
            "viewed": ["looking at", "looked at", "saw", "thinking about", "considering"],
            "liked": ["like", "love", "great", "happy with", "fond of"],
            "disliked": [
                "don't like", "dislike", "hate", "not for me", "ugly", "not interested",
                "didn't like", "do not like",
            ],
            "wished": ["wish list", "wishlist", "save", "for later", "want", "wish", "remember"],
        },
    ),
]  # fmt: skip


@action(effect="read", category="account")
async def get_recommendations(call: Call, category: Category | None = None) -> Result:
    """What should please the customer, from what they bought, said and looked at."""
    seen = await call.services.tastes.recommend(category=category)
    return Result(told.recommendations(seen), facts=seen)


@action(effect="read", category="account")
async def suggest_products(
    call: Call,
    occasion: Occasion,
    category: Category | None = None,
    budget: Amount | None = None,
) -> Result:
    """Ideas for an occasion, to the customer's taste, within a category or a budget in dollars."""
    seen = await call.services.tastes.recommend(occasion=occasion, category=category, budget=budget)
    return Result(told.recommendations(seen), facts=seen)


@action(effect="write", category="account")
async def update_preferences(
    call: Call,
    preference: Preference,
    value: Annotated[ShortText | None, asked("What should I remember?", "sentence")] = None,
    change: Annotated[
        Literal["add", "remove"],
        asked(
            "Shall I remember it, or take it back?",
            words={
                "add": ["remember", "add", "set", "change"],
                "remove": ["forget", "take back", "remove", "no longer", "delete"],
            },
        ),
    ] = "add",
) -> Result:
    """Remember a wish of the customer, or take it back; `value` is what they said of it."""
    said = call.masked(value or call.state.turn.text) or preference
    if preference in ("budget", "shoe_size"):
        said = numbers.figures(said)
    wish = "add" if preference == "tracking" else change
    seen = await call.services.tastes.change_preference(preference, said, wish)
    call.customer.preferences = dict(seen.preferences)
    return Result(told.changed(seen, preference, wish), facts=seen)


@action(effect="read", category="account")
async def get_preferences(call: Call) -> Result:
    """What is remembered of the customer's tastes."""
    seen = await call.services.tastes.preferences()
    return Result(told.preferences(seen), facts=seen)


@action(effect="write", category="account")
async def track_behavior(call: Call, product: ProductName, behavior: Behaviour) -> Result:
    """Note that the customer looks at, likes, dislikes or wishes for a product."""
    kind: facts.BehaviourKind = behavior
    seen = await call.services.tastes.track(in_full(product), kind)
    return Result(told.tracked(seen), facts=seen)
