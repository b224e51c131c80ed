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
        "do you sell chargers",
        "I need a new laptop for school",
        "looking for a good camera",
        "any gaming monitors under three hundred dollars",
        "show me wireless earbuds",
        "I'm shopping for a television",
        "which graphics cards do you have",
        "have you got mechanical keyboards",
        "I want a new phone",
        "what tablets do you carry",
        "can you suggest a processor for video editing",
        "recommend me a headset for gaming",
        "what's your cheapest drive",
        "I want to upgrade my memory",
        "I need a router for a big house",
        "I'd like to buy a smart watch",
        "best laptop for a student",
        "do you have any cables for my monitor",
        "a mouse for work, what would you recommend",
        "looking for a bluetooth speaker",
        "find a fast ssd",
        "what printers have you got",
        "I need a good microphone",
        "how much is the RTX 4090",
        "what does the i9 cost",
        "which cpu should I get",
        "what gpu would be good for my budget",
        "i wanna build a gaming pc",
        "do you sell webcams",
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
        "which is faster, the i7 or the i9",
        "4080 or 4090",
        "what is better for gaming, AMD or Intel",
        "compare these two laptops for me",
        "how does the 4080 stack up against the 4090",
        "difference between DDR4 and DDR5",
        "is the more expensive monitor better",
        "compare the headphones",
        "should I take the 16 or the 32 gigabyte version",
        "ryzen 7 versus ryzen 9",
        "tell me the specs of both",
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
        "will an i7 work on this motherboard",
        "is 650 watts enough for my system",
        "which motherboard do I need for this processor",
        "can I plug this drive into my board",
        "what power supply do I need for this card",
        "does it run with my computer",
        "will the memory fit my laptop",
        "does this cable work with my monitor",
        "does the card fit into a small case",
        "which socket does this processor need",
        "can my old power supply handle the new card",
        "does this work with a Mac",
        "do the headphones work with my phone",
        "can I put 64 gigabytes in my board",
        "is this part right for my rig",
        "does it support USB C",
        "can these two be used together in one computer",
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
        "got any 4090s",
        "have you got the processor in stock",
        "when will the 4090 be back in stock",
        "are there any graphics cards left",
        "is the laptop available",
        "do you still have the monitor",
        "is the drive sold out",
        "how many keyboards do you have in stock",
        "stock of the power supply please",
        "can I still get the RTX 4080",
        "is it out of stock",
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
        "my laptop won't start",
        "my monitor has no picture",
        "my screen is black",
        "blue screen when I play games",
        "my computer freezes all the time",
        "the speaker has no sound",
        "there's no sound from my headset",
        "my headphones don't pair with the phone",
        "bluetooth doesn't connect",
        "my router keeps losing the connection",
        "the wifi on my laptop is not working",
        "my PC shuts down by itself",
        "the graphics card isn't recognised",
        "the fan is very loud",
        "my computer is overheating",
        "the laptop is super slow",
        "my phone won't charge",
        "how do I install the graphics card",
        "help me set up my new monitor",
        "windows doesn't see my drive",
        "the keyboard stopped typing",
        "the drivers won't install",
        "my TV won't turn on",
        "the mouse doesn't respond",
        "the battery dies in an hour",
        "my printer prints nothing",
        "it keeps restarting",
        "I get an error when I start my computer",
        "my device isn't working properly",
        "can you walk me through setting up my router",
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
