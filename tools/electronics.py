"""Electronics: finding and comparing devices, whether a part fits, stock, and help."""

from __future__ import annotations

from typing import Annotated

from domain.errors import Refusal
from tools.action import action
from tools.call import Call
from tools.refusing import MissingDetail
from tools.result import Ask, Result
from tools.types import MaxPrice, ProductName, Sentence, ShortText, asked
from tools.words import catalogue as told

GUIDES_AMONG = 5
"""How many articles that fit are looked through for one with steps."""
Helped = Annotated[
    bool | None,
    asked(
        "Did that help?",
        words={
            "true": ["helped", "works now", "it works", "that works", "fixed", "did the trick"],
            "false": [
                "didn't help", "didnt help", "did not help", "still", "not helped", "no luck",
                "doesn't work", "doesnt work", "done", "next", "same", "not working", "nothing",
            ],
        },
    ),
]  # fmt: skip
SearchWords = Annotated[ShortText, asked("What are you looking for?", "product")]


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def search_tech(call: Call, query: SearchWords, max_price: MaxPrice | None = None) -> Result:
    """Search the electronics that are for sale, by words and highest price in dollars."""
    seen = await call.services.products.search(query, category="electronics", max_price=max_price)
    return Result(told.found(seen.products, more=seen.more), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def compare_specs(
    call: Call,
    products: Annotated[list[ProductName], asked("Which two products shall I compare?", "product")],
) -> Result:
    """Compare two to four products by their specifications and price."""
    if not 2 <= len(products) <= 4:
        raise MissingDetail("Which two products shall I compare, or up to four?", "products")
    seen = await call.services.products.compare(products)
    return Result(told.comparison(seen), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def get_compatibility(
    call: Call,
    part: Annotated[ShortText, asked("Which part is it?", "product")],
    system: Annotated[ShortText, asked("What should it work with?", "product")],
) -> Result:
    """Whether a part fits a system or another part: power, socket, size."""
    seen = await call.services.products.compatibility(part, [system])
    return Result(told.compatibility(seen), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def check_stock(call: Call, product: ProductName) -> Result:
    """Whether a product is in stock, by its name or product number."""
    seen = await call.services.products.stock(product)
    return Result(told.stock(seen), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def troubleshoot(
    call: Call,
    problem: Annotated[Sentence, asked("What exactly is happening?", "sentence")],
    step: Annotated[
        int,
        asked("Which step are you at?"),
    ] = 1,
    helped: Helped = None,
) -> Result:
    """Guided steps for a device that does not work: `step` 1 first, then one by one.

    Pass with the next step whether the one before it helped.
    """
    if helped:
        return Result("I'm glad that it works again. Is there anything else I can do for you?")
    found = await call.services.knowledge.search(problem, limit=GUIDES_AMONG)
    fitting = next((article for article in found if article.is_guide), None)
    guide = await call.services.knowledge.get(fitting.article_id) if fitting else None
    if guide is None or not guide.steps:
        raise Refusal(
            "I don't have a guide for that. Shall I get you a person who can help?",
            code="no_guide",
        )
    if not 1 <= step <= len(guide.steps):
        return Result(
            "That was the last step, I'm afraid. Would you like to speak to a person about it?"
        )
    following = Ask("troubleshoot", "helped", {"problem": problem, "step": step + 1})
    return Result(f"{guide.steps[step - 1]} Did that help?", facts=guide, ask=following)
