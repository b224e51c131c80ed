"""Which of the customer's orders is meant by what is in it: "the graphics card".

Or by what else tells it apart: the newest, the one that was shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from domain.context import OrderBrief
from spoken import references, say
from tools.call import Call
from tools.refusing import Unclear
from tools.shorthand import in_full
from tools.types import ItemSwap

_WORD = re.compile(r"[a-z0-9]+")
_REFERENCE = re.compile(r"\b[a-z]{2,4}[-_ ]?\d{4,}", re.IGNORECASE)
_ALIKE = 80
"""Of 100: near enough for a plural or a misspelling, too far for another word."""
_SHORTEST_ALIKE = 4
_EMPTY = re.compile(
    r"an?|and|the|my|our|your|i|me|it|its|this|that|those|these|ones?|of|in|on|for|with|from|to|"
    r"is|was|are|be|ord|orders?|number|no|items?|things?|stuff|product|package|parcel|bought|buy|"
    r"got|get|ordered|purchased?|new|old|please|some"
)
_NEWEST = re.compile(r"\b(?:last|latest|newest|new|recent|recently)\b")
_OLDEST = re.compile(r"\b(?:oldest|earliest|old)\b")
_STATES: Mapping[str, str] = {
    "pending": r"pending|waiting|not processed|unprocessed",
    "processed": r"processed|packed|being packed|processing",
    "shipped": r"shipped|sent|on (?:its|the) way|in transit",
    "out_for_delivery": r"out for delivery|on the van|on the truck",
    "delivered": r"delivered|arrived|came|received",
    "cancelled": r"cancell?ed",
    "returned": r"returned|sent back",
    "exchanged": r"exchanged",
}
"""How a customer says in which state the order is that they mean."""
_TOLD = 3
"""Orders that are named when none was found."""


def order_meant(call: Call, said: str) -> str:
    """The number of the customer's one order that the words mean; the words where they name none.

    A number is taken as it is, unless it is a model's: "the 4090".

    Raises:
        Refusal: several orders, or none, have what is named; it asks which one is meant.
    """
    history = call.customer.order_history
    number = references.order_number(said)
    owned = {order.order_id for order in history}
    if not call.customer.authenticated or number in owned:
        return said
    meant = _holding(history, _words(said)) or _told_apart(history, said)
    if len(meant) == 1:
        return meant[0].order_id
    if number is not None or _REFERENCE.search(said):
        return said
    choice = tuple(meant or history[:_TOLD])
    named = tuple(f"{o.order_id}, the {', '.join(o.items)}, {o.status}" for o in choice)
    raise Unclear(_which(choice, found=bool(meant)), code="order_unclear", choices=named)


def swaps_meant(call: Call, order_id: str, changes: list[ItemSwap]) -> list[ItemSwap]:
    """The changes with "it" as the one item that the order holds; others as they are."""
    orders = [order for order in call.customer.order_history if order.order_id == order_id]
    if len(orders) != 1 or len(orders[0].items) != 1:
        return changes
    item = orders[0].items[0]
    known = [_shared(orders[0], _words(change.item)) > 0 for change in changes]
    return [
        change if named else ItemSwap(item=item, wanted=change.wanted)
        for change, named in zip(changes, known, strict=True)
    ]


def _which(orders: Iterable[OrderBrief], *, found: bool) -> str:
    named = say.listing([say.listing(order.items) for order in orders])
    if found:
        return f"More than one of your orders has that: {named}. Which order is it about?"
    if not named:
        return "I don't see any orders on your account. Which order is it about?"
    return f"I don't see that among your orders; I do see {named}. Which order is it about?"


def _words(text: str) -> list[str]:
    said = _WORD.findall(in_full(text).lower())
    return [word for word in said if not _EMPTY.fullmatch(word)]


def _holding(history: Iterable[OrderBrief], wanted: list[str]) -> list[OrderBrief]:
    """The orders with an item that most of the words speak of, or that is such a thing."""
    shared = {order: _shared(order, wanted) for order in history}
    best = max(shared.values(), default=0)
    most = best * 2 >= len(wanted)
    fitting = [order for order, count in shared.items() if count and count == best]
    return [order for order in fitting if most or _is_such(order, wanted)]


def _told_apart(history: Sequence[OrderBrief], said: str) -> list[OrderBrief]:
    """The newest or oldest order, or those in the state that is said. Newest come first."""
    said = said.lower()
    states = [state for state, words in _STATES.items() if re.search(rf"\b(?:{words})\b", said)]
    found = [order for order in history if order.status in states]
    if not states:
        found = list(history) if _NEWEST.search(said) or _OLDEST.search(said) else []
    if _NEWEST.search(said):
        return found[:1]
    return found[-1:] if _OLDEST.search(said) else found


def _is_such(order: OrderBrief, wanted: list[str]) -> bool:
    """Whether an item is called that: the last word of its name says what it is."""
    kinds = [words[-1:] for item in order.items if (words := _words(item))]
    return any(_in(word, kind) for kind in kinds for word in wanted)


def _shared(order: OrderBrief, wanted: list[str]) -> int:
    return max((sum(_in(word, _words(item)) for word in wanted) for item in order.items), default=0)


def _in(word: str, item: list[str]) -> bool:
    if len(word) < _SHORTEST_ALIKE or not word.isalpha():
        return word in item
    return any(fuzz.ratio(word, other) >= _ALIKE for other in item)
