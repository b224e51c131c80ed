"""Which item or variant is meant by the words that a person used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from marketplace.refusals import (
    InvalidRequest,
    ItemAmbiguous,
    ItemNotInOrder,
    SameVariant,
    VariantNotFound,
)
from marketplace.tables import OrderItem, Variant

_FILLERS = frozenset({"a", "an", "the", "my", "of", "in", "instead", "please", "it", "to"})
# fmt: off
_SAME = {
    "extra small": "xs", "small": "s", "medium": "m", "large": "l", "extra large": "xl",
    "grey": "gray", "colour": "color",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13",
}
# fmt: on
_SAID = re.compile(rf"\b({'|'.join(sorted(_SAME, key=len, reverse=True))})\b")


def words(text: str) -> set[str]:
    """The words that carry meaning: lower case, singular, sizes and numbers as they are written."""
    written = _SAID.sub(lambda found: _SAME[found[1]], text.lower())
    found = re.findall(r"[a-z]+|\d+(?:\.\d+)?", written)
    return {_singular(word) for word in found} - _FILLERS


def pick(items: Sequence[OrderItem], wanted: Sequence[str]) -> list[OrderItem]:
    """The lines that were named, in the order's sequence; all of them when none was.

    Raises:
        ItemNotInOrder: no line fits a name.
        ItemAmbiguous: several lines fit a name.
    """
    if not wanted:
        return list(items)
    chosen = {pick_one(items, name).line for name in wanted}
    return [item for item in items if item.line in chosen]


def pick_distinct(items: Sequence[OrderItem], wanted: Iterable[str]) -> list[OrderItem]:
    """One line for each name, in the sequence of the names, none twice.

    Raises:
        ItemNotInOrder: no line fits a name.
        ItemAmbiguous: several lines fit a name.
        InvalidRequest: two names mean the same line.
    """
    chosen = [pick_one(items, name) for name in wanted]
    if len({item.line for item in chosen}) < len(chosen):
        raise InvalidRequest(fields=["changes"])
    return chosen


def pick_one(items: Sequence[OrderItem], name: str) -> OrderItem:
    """The line that a line number, stock number, product number or name means."""
    exact = name.strip().lower()
    for item in items:
        if exact in {str(item.line), item.sku.lower(), item.product_id.lower()}:
            return item
    asked = words(name)
    fits = [item for item in items if asked and asked <= _words_of(item)]
    if not fits:
        raise ItemNotInOrder(items=[item.name for item in items])
    whole = [item for item in fits if asked == words(item.name)]
    fits = whole if len(whole) == 1 else fits
    if len(fits) > 1:
        raise ItemAmbiguous(items=[item.name for item in fits])
    return fits[0]


def pick_variant(current: OrderItem, variants: Sequence[Variant], wanted: str) -> Variant:
    """The variant wanted in place of a line; what was not named stays as it is.

    Raises:
        VariantNotFound: the product does not come like that.
        SameVariant: it is the one in the order.
    """
    exact = wanted.strip().lower()
    fits = [variant for variant in variants if variant.sku.lower() == exact]
    if not fits:
        asked = words(wanted)
        fits = [variant for variant in variants if asked and asked <= _option_words(variant)]
    if not fits:
        raise VariantNotFound(options=[_options(v) for v in variants if v.sku != current.sku])
    others = [variant for variant in fits if variant.sku != current.sku]
    if not others:
        raise SameVariant
    return max(others, key=lambda variant: _kept_options(current, variant))


def _kept_options(current: OrderItem, variant: Variant) -> int:
    return sum(current.options.get(name) == value for name, value in variant.options.items())


def _options(variant: Variant) -> str:
    return ", ".join(f"{name} {value}" for name, value in variant.options.items())


def _option_words(variant: Variant) -> set[str]:
    return words(" ".join((*variant.options, *variant.options.values())))


def _words_of(item: OrderItem) -> set[str]:
    return words(" ".join((item.name, *item.options, *item.options.values())))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
