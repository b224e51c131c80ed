"""What a refusal leads to: a detail that it asks for, or something else that a yes would do.

A refusal that only says no would leave the customer's answer to its question without a meaning.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from domain.errors import DeadlineExceeded, Refusal, Unavailable
from services.errors import MarketplaceRefusal
from tools.result import Ask

_PAID_BY = ("settle_with", "method", "refund_to")
_ITEMS = ("changes", "items")
_PRODUCTS = ("product", "item", "book", "part", "listing", "series", "goes_with", "products")
ASKED_FOR: Mapping[str, tuple[str, ...]] = {
    "order_not_found": ("order",),
    "order_unclear": ("order",),
    "item_not_in_order": _ITEMS,
    "item_ambiguous": _ITEMS,
    "same_variant": _ITEMS,
    "variant_not_found": (*_ITEMS, "options"),
    "payment_method_not_found": _PAID_BY,
    "gift_card_too_low": _PAID_BY,
    "refund_method_not_allowed": _PAID_BY,
    "charge_not_found": ("charge",),
    "delivery_date_unavailable": ("new_day",),
    "pickup_date_unavailable": ("day",),
    "gift_card_not_found": ("gift_card",),
    "subscription_ambiguous": ("subscription",),
    "same_interval": ("every",),
    "purchase_not_found": ("item",),
    "product_not_found": _PRODUCTS,
    "bulk_quantity_too_low": ("quantity",),
    "appointment_day_unavailable": ("day",),
    "appointment_time_taken": ("time",),
    "appointment_clash": ("time",),
    "time_not_free": ("time",),
    "preference_value_unknown": ("value",),
    "not_in_cart": ("product",),
    "cart_item_unclear": ("product",),
    "not_enough_stock": ("quantity",),
    "too_many": ("quantity",),
    "payment_method_unclear": ("method",),
    "promotion_not_found": ("code",),
    "sale_not_found": ("order",),
    "listing_not_found": ("listing",),
    "listing_ambiguous": ("listing",),
    "version_unclear": ("version",),
    "price_out_of_range": ("price",),
    "stock_out_of_range": ("stock",),
    "tracking_number_unclear": ("tracking_number",),
    "tracking_number_taken": ("tracking_number",),
}
"""What the question in a refusal's words asks for: the first of these that the action takes.

Where the refusal says what it means by `named`, it is the argument that this was given in.
"""


class MissingDetail(Refusal):
    """The action lacks an argument that the others have made necessary; `say` asks for it."""

    code = "missing_detail"

    def __init__(self, say: str, argument: str) -> None:
        super().__init__(say)
        self.argument = argument


class Unclear(Refusal):
    """What was named may be several things; `say` names these `choices`."""

    def __init__(self, say: str, *, code: str, choices: tuple[str, ...]) -> None:
        super().__init__(say, code=code)
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Offer:
    """What the customer may want instead: another action of the same agent, or the same again.

    Attributes:
        action: what a yes leads to; arguments that it lacks are asked for.
        keeping: the arguments that it takes over from the refused one.
        question: what is asked after the refusal's words, where those do not ask it.
    """

    action: str
    keeping: tuple[str, ...] = ()
    question: str = "Shall I do that?"


def asked(
    action: str, takes: Collection[str], given: Mapping[str, Any], why: Refusal | Unavailable
) -> Ask | None:
    """Which argument of the refused action the refusal asks for, if any.

    Args:
        action: what was refused.
        takes: the arguments that it has.
        given: those it was asked with, as the model gave them.
        why: the refusal.
    """
    wanted = (why.argument,) if isinstance(why, MissingDetail) else ASKED_FOR.get(why.code, ())
    argument = next((name for name in wanted if name in takes), None)
    if wanted and (named := _named(why)) is not None:
        argument = next((name for name in takes if named in _told(given.get(name))), argument)
    if argument is None:
        return None
    others = {name: value for name, value in given.items() if name != argument}
    return Ask(action, argument, others, _choices(why))


def once_more(action: str, given: Mapping[str, Any], why: Refusal | Unavailable) -> Offer | None:
    """What a yes does where it did not end in time, or could not be reached: the same again."""
    ended = not isinstance(why, DeadlineExceeded | Unavailable)
    return None if ended else Offer(action, tuple(given), question="")


def output(
    why: Refusal | Unavailable,
    given: Mapping[str, Any],
    ask: Ask | None,
    offer: Offer | None,
    *,
    verbatim: bool,
) -> str:
    """The tool output of a refusal: what to tell the customer, why, and what their answer does."""
    told: dict[str, JsonValue] = {"say": why.say, "refused": why.code}
    if verbatim:
        told["verbatim"] = True
    if ask is not None:
        told |= ask.as_output()
    if offer is not None:
        kept = {name: given[name] for name in offer.keeping if name in given}
        told["say"] = f"{why.say} {offer.question}".strip()
        told["offer"] = {"tool": offer.action, "arguments": kept}
    return json.dumps(told, ensure_ascii=False, default=str)


def _named(why: Refusal | Unavailable) -> str | None:
    """What cannot be found, as it was asked for, where the marketplace says so."""
    named = why.facts.get("named") if isinstance(why, MarketplaceRefusal) else None
    return named.strip().casefold() if isinstance(named, str) else None


def _told(value: object) -> list[str]:
    """What an argument was given as, one or several."""
    values = value if isinstance(value, list) else [value]
    return [each.strip().casefold() for each in values if isinstance(each, str)]


def _choices(why: Refusal | Unavailable) -> tuple[str, ...]:
    """What there is to choose from, where the refusal says so."""
    if isinstance(why, Unclear):
        return why.choices
    facts = why.facts.values() if isinstance(why, MarketplaceRefusal) else ()
    return tuple(map(str, next((fact for fact in facts if isinstance(fact, list)), ())))
