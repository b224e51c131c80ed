"""Electronics: finding and comparing devices, whether a part fits, stock, and help."""

from __future__ import annotations

from typing import Annotated

from domain.errors import Refusal
from tools.action import action
from tools.call import Call
from tools.result import Ask, Result
from tools.types import Amount, ProductName, Sentence, ShortText, asked
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
    examples=(
        "I'm looking for a graphics card",
        "do you have noise cancelling headphones",
        "find me a power supply under one hundred dollars",
        "show me NVMe drives",
        "I need a new processor for gaming",
        "which laptops do you sell",
        "search for DDR5 memory",
        "got any good monitors",
        "I want to buy a keyboard",
    ),
)
async def search_tech(call: Call, query: SearchWords, max_price: Amount | None = None) -> Result:
    """Search the electronics that are for sale, by words and highest price in dollars."""
    seen = await call.services.products.search(query, category="electronics", max_price=max_price)
    return Result(told.found(seen.products, more=seen.more), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
    examples=(
        "compare the RTX 4090 and the RTX 4080",
        "what's the difference between the i9 and the Ryzen 9",
        "which of the two is better",
        "how do these two graphics cards compare",
        "is the 4090 worth it over the 4080",
        "compare the specs of two drives",
    ),
)
async def compare_specs(
    call: Call,
    products: Annotated[list[ProductName], asked("Which two products shall I compare?", "product")],
) -> Result:
    """Compare two to four products by their specifications and price."""
    if not 2 <= len(products) <= 4:
        raise Refusal("Please name two products to compare, up to four.", code="missing_detail")
    seen = await call.services.products.compare(products)
    return Result(told.comparison(seen), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
    examples=(
        "will this graphics card fit my case",
        "does the RTX 4090 work with a 750 watt power supply",
        "is the Ryzen 9 compatible with my motherboard",
        "can I use DDR5 memory in my system",
        "do these parts go together",
        "is my power supply strong enough for a 4090",
        "does that processor fit an AM5 socket",
    ),
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
    examples=(
        "is the RTX 4090 in stock",
        "do you have the Ryzen 9 available",
        "how many of the power supplies are left",
        "is it available right now",
        "are the headphones sold out",
        "check the stock of the NVMe drive",
    ),
)
async def check_stock(call: Call, product: ProductName) -> Result:
    """Whether a product is in stock, by its name or product number."""
    seen = await call.services.products.stock(product)
    return Result(told.stock(seen), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
    examples=(
        "my graphics card isn't detected",
        "my computer won't turn on",
        "the headphones won't connect",
        "the screen stays black",
        "help me fix my laptop",
        "my PC keeps crashing",
        "it doesn't work, can you help me get it going",
        "the drive isn't recognised by my computer",
    ),
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
    found = await call.services.knowledge.search(problem, topic="troubleshooting", limit=1)
    guide = await call.services.knowledge.get(found[0].article_id) if found else None
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
