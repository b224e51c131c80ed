"""Deals, codes, what they would come to, and loyalty points."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from spoken import codes, numbers
from tools.action import action
from tools.call import Call
from tools.result import Result
from tools.types import Amount, ShortText, asked
from tools.wording import in_words
from tools.words import carts as told_of_cart
from tools.words import promotions as told


def _code(value: str) -> str:
    """A code as it is written; other words stay as they are, and may be those of a title."""
    return codes.promotion_code(value) or numbers.figures(value).strip() or value


PromotionCode = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_code),
    asked("What is the code?", "promotion-code"),
]
DiscountedProduct = Annotated[
    ShortText,
    asked("On which product, or on what is in your cart?", "product", unless="amount"),
]
_CART = re.compile(
    r"(?:(?:all|everything|what(?: is|'s)?|the|my|whole|things?|items?|in|of|it|order|total)\s+)*"
    r"(?:cart|basket|everything|all|order|total|purchase|trolley)(?:\s+please)?",
    re.IGNORECASE,
)


async def put_on_cart(call: Call, code: str) -> Result:
    """Puts a promotion on this conversation's cart, by its code or by what it is called."""
    with in_words():
        seen = await call.services.carts.apply(code, call_id=call.id)
    return Result(told_of_cart.applied(seen), facts=seen.cart)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def get_current_promotions(call: Call) -> Result:
    """What promotions there are now, and for whom."""
    seen = await call.services.promotions.current()
    return Result(told.current(seen, call.today), facts=seen)


@action(
    effect="write",
    category="cart",
    requires="nothing",
)
async def apply_promo_code(call: Call, code: PromotionCode) -> Result:
    """Apply a promotion to what is in the cart, by its code or by what it is called."""
    return await put_on_cart(call, code)


@action(
    effect="read",
    category="promotions",
)
async def check_eligibility(call: Call, code: PromotionCode | None = None) -> Result:
    """Which promotions this customer can have, or whether they can have one, and why not."""
    seen = await call.services.promotions.verdicts(call_id=call.id, code=code)
    return Result(told.verdicts(seen), facts=seen)


@action(
    effect="read",
    category="catalogue",
    requires="nothing",
)
async def calculate_discount(
    call: Call,
    code: PromotionCode,
    product: DiscountedProduct | None = None,
    amount: Amount | None = None,
    together_with: PromotionCode | None = None,
) -> Result:
    """What a promotion would take off a `product`, off the "cart", or off an amount in dollars."""
    asked_for = [code] if together_with is None else [code, together_with]
    named = product if amount is None and not _CART.fullmatch(product or "cart") else None
    with in_words():
        seen = await call.services.promotions.discount(
            asked_for, call_id=call.id, product=named, amount=amount
        )
    return Result(told.discount(seen), facts=seen)


@action(
    effect="read",
    category="promotions",
)
async def get_loyalty_balance(call: Call) -> Result:
    """The customer's loyalty points, and what they are worth."""
    seen = await call.services.promotions.loyalty()
    return Result(told.loyalty(seen), facts=seen)
