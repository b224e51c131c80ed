"""The cart, and buying what is in it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from domain.facts import CartChangeKind
from services.errors import MarketplaceRefusal
from spoken.numbers import figures
from tools import order_history
from tools.action import action
from tools.call import Call
from tools.counted import counted
from tools.deciding import Previewed, TermsChanged
from tools.promotions import PromotionCode, put_on_cart
from tools.refusing import MissingDetail
from tools.result import Ask, Result
from tools.types import PaymentMethod, ProductName, ShortText, asked
from tools.wording import in_words
from tools.words import carts as told

Quantity = Annotated[int, Field(ge=0, le=1_000_000), asked("How many would you like?")]
Change = Annotated[
    CartChangeKind,
    asked(
        "Shall I put it in, take it out, or change how many there are?",
        words={
            "add": ["put in"],
            "remove": [
                "take out", "take it out", "take that out", "out again", "out of my cart",
                "out of the cart", "out of my basket", "remove", "delete", "get rid of", "drop the",
                "don't want the", "dont want the", "from my cart", "from the cart",
                "from my basket", "empty my", "empty the", "clear my", "clear the", "clear out",
                "start over",
            ],
            "set": [
                "make it", "make that", "change the quantity", "change the number",
                "instead of one", "instead of two", "how many there are",
            ],
        },
    ),
]  # fmt: skip
_AROUND = re.compile(
    r"\s+(?:back\s+)?(?:out|off)(?:\s+again)?$|\s+(?:again|any\s?more|please|now|too|instead)$|"
    r"\s+(?:in|into|to|from|out of|on)\s+(?:the|my)\s+(?:cart|basket|trolley|bag|order)$",
    re.IGNORECASE,
)
"""What belongs to the wish and not to what is named: "the shirt out again"."""
Options = Annotated[ShortText, asked("Which size, colour or version would you like?")]


@action(
    effect="write",
    category="cart",
    requires="nothing",
)
async def add_to_cart(
    call: Call,
    product: ProductName,
    options: Options | None = None,
    quantity: Quantity | None = None,
    change: Change = "add",
) -> Result:
    """Put a product into the cart; also take one out (`remove`) or set how many there are (`set`).

    `options` are words of the version: "size 11 blue". `product` "everything" empties the cart.
    """
    count, thing = await _counted(call, _AROUND.sub("", product))
    many = quantity if quantity is not None else count
    if change == "set" and many is None:
        raise MissingDetail("How many of it would you like?", "quantity")
    try:
        with in_words():
            seen = await call.services.carts.change(
                thing, call_id=call.id, options=options, quantity=many, change=change
            )
    except MarketplaceRefusal as refused:
        if refused.code != "variant_unclear":
            raise
        return _which_version(refused, options, many, change)
    return Result(told.changed(seen), facts=seen.cart)


async def _counted(call: Call, said: str) -> tuple[int | None, str]:
    """How many of what; "two towers" may also be one of "The Two Towers"."""
    count, thing = counted(said)
    if count is not None:
        seen = await call.services.products.search(said, limit=1)
        names = [set(figures(product.name).split()) for product in seen.products]
        if any(str(count) in words for words in names):
            return None, said
    return count, thing


def _which_version(
    refused: MarketplaceRefusal, options: str | None, quantity: int | None, change: CartChangeKind
) -> Result:
    """Asks for one option; the answer completes what was said of the others."""
    option, choices = str(refused.facts["option"]), refused.facts["choices"]
    values = [str(value) for value in choices] if isinstance(choices, list) else []
    known = " ".join(filter(None, (str(refused.facts["product"]), options)))
    given = {"product": known, "quantity": quantity, "change": change}
    return Result(
        told.which(option, values),
        ask=Ask(
            "add_to_cart",
            "options",
            {name: value for name, value in given.items() if value is not None},
            tuple(values),
        ),
    )


@action(
    effect="read",
    category="cart",
    requires="nothing",
)
async def view_cart(call: Call) -> Result:
    """What is in the cart, and what it comes to with discounts and shipping."""
    seen = await call.services.carts.view(call_id=call.id)
    return Result(told.cart(seen), facts=seen)


@action(
    effect="write",
    category="cart",
    requires="nothing",
)
async def apply_promotion(call: Call, code: PromotionCode) -> Result:
    """Put a promotion on the cart, by its code or by what it is called."""
    return await put_on_cart(call, code)


async def _would_check_out(call: Call, method: PaymentMethod | None) -> Previewed:
    with in_words():
        seen = await call.services.carts.check_out(method, call_id=call.id)
    return Previewed(told.would_check_out(seen), terms=seen.quote)


@action(
    effect="write",
    category="cart",
    decision="suggestion",
    preview=_would_check_out,
)
async def checkout(
    call: Call, method: PaymentMethod | None = None, *, terms: str | None = None
) -> Result:
    """Buy all that is in the cart, paid by a method on file, shipped to the address on file."""
    try:
        with in_words():
            seen = await call.services.carts.check_out(method, call_id=call.id, quote=terms)
    except MarketplaceRefusal as refused:
        if refused.code == "quote_outdated":
            raise TermsChanged(refused.say) from None
        raise
    await order_history.reload(call)
    return Result(told.checked_out(seen), facts=seen.order)
