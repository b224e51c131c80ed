"""What is said of promotions, of their conditions, and of loyalty points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from domain import facts
from spoken import say
from tools.words.carts import few_left, missing, say_title, which_method

_MOST = 3
"""Promotions that are named at once."""
_CATEGORIES: dict[str, str] = {
    "home": "home and garden",
    "books": "books",
    "electronics": "electronics",
    "fashion": "fashion",
}


def current(seen: Sequence[facts.PromotionInfo], today: date) -> str:
    """What is on offer, those that end first in front, and for whom."""
    if not seen:
        return "There are no promotions at the moment, I'm afraid."
    named = [_offer(promotion, today) for promotion in seen[:_MOST]]
    rest = len(seen) - len(named)
    more = (
        f" There {'is' if rest == 1 else 'are'} {say.count(rest, 'more', 'more')}." if rest else ""
    )
    return f"We have {'; '.join(named)}.{more}"


def _offer(promotion: facts.PromotionInfo, today: date) -> str:
    title = say_title(promotion.title)
    whom = ""
    if promotion.tier is not None and promotion.tier not in title:
        whom = f", for {promotion.tier} members"
    until = ""
    if promotion.ends_on is not None:
        until = f", until {say.day(promotion.ends_on, today).removeprefix('on ')}"
    return f"{title}{whom}{until}"


def verdicts(seen: Sequence[facts.PromotionVerdict]) -> str:
    """Which promotions a customer gets; of a single one also why not."""
    holding = [verdict.promotion for verdict in seen if verdict.eligible]
    if len(seen) == 1 and not holding:
        return f"I'm afraid not. {_why(seen[0])}"
    if len(seen) == 1:
        return f"Yes, you can have {say_title(holding[0].title)}."
    if not holding:
        return "None of our promotions fits you at the moment, I'm afraid."
    named = say.listing([say_title(promotion.title) for promotion in holding[:_MOST]])
    rest = len(holding) - _MOST
    more = f" And {say.count(rest, 'more', 'more')} that I can tell you about." if rest > 0 else ""
    return f"You can have {named}.{more}"


def _why(verdict: facts.PromotionVerdict) -> str:
    conditions = verdict.promotion
    given: dict[str, JsonValue] = {
        "missing": None if verdict.missing is None else str(verdict.missing),
        "tier": conditions.tier,
        "category": conditions.category,
        "kind": conditions.product_kind,
    }
    return refusal(verdict.reason or "", given) or verdict.detail or ""


def discount(seen: facts.DiscountQuote) -> str:
    """What promotions would take off, and what is left to pay."""
    what = {"cart": "your cart", "amount": say.money(seen.before)}.get(
        seen.applies_to, f"the {seen.applies_to}"
    )
    if seen.discount:
        said = f"That takes {say.money(seen.discount)} off {what}, so it's {say.money(seen.after)}."
    else:
        said = f"That takes nothing off {what} itself."
    if seen.free_shipping:
        said += " The shipping is free with it."
    if seen.provisional:
        said += " It isn't for everybody, so I'd check that when you check out."
    return said


def loyalty(seen: facts.LoyaltyBalance) -> str:
    """How many points there are and what they are worth."""
    if not seen.points:
        return "You have no loyalty points yet; you earn one for every dollar that you spend."
    return (
        f"You have {say.count(seen.points, 'point')}, which {'is' if seen.points == 1 else 'are'} "
        f"worth {say.money(seen.worth)}, and you're a {seen.tier} member."
    )


def refusal(code: str, given: dict[str, JsonValue]) -> str | None:
    """A refusal with its particulars in words; None where its own sentence says it all."""
    match code:
        case "promotion_minimum_not_reached" if (
            amount := _money(given.get("missing"))
        ) is not None:
            return missing(amount)
        case "promotion_not_for_tier" if given.get("tier"):
            return f"That promotion is for {given['tier']} members only."
        case "promotion_wrong_items" if given.get("kind") or given.get("category"):
            return f"That promotion is only for {_things(given)}, and there is nothing of it here."
        case "payment_method_unclear" if isinstance(kinds := given.get("methods"), list) and kinds:
            return which_method([str(kind) for kind in kinds])
        case "not_enough_stock" if isinstance(available := given.get("available"), int):
            in_cart = given.get("in_cart")
            return few_left(
                str(given.get("product")), available, in_cart if isinstance(in_cart, int) else 0
            )
    return None


def _things(given: dict[str, JsonValue]) -> str:
    if kind := given.get("kind"):
        named = str(kind).replace("_", " ")
        return named if named.endswith("s") else f"{named}s"
    return _CATEGORIES.get(str(given["category"]), str(given["category"]))


def _money(value: JsonValue) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None else None
    except InvalidOperation:
        return None
