"""What a result showed: the products and orders that the caller has just heard of, in that order.

"The second one" and "it" mean one of these. A result carries them for the model, the call keeps the
latest, and the transfer note takes them to the next agent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, JsonValue

MOST = 5
"""Things of one result that are kept: nobody remembers more from hearing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A product or an order, as the caller can speak of it.

    Attributes:
        reference: its number.
        name: a product's name; of an order, what is in it.
        price: USD; of a product in several versions the lowest.
        about: what else it may be told apart by: a brand, a colour, an order's state.
    """

    kind: Literal["product", "order"]
    reference: str
    name: str
    price: Decimal | None = None
    about: str = ""

    def as_output(self) -> dict[str, JsonValue]:
        """Its part of a tool output."""
        thing: dict[str, JsonValue] = {
            "kind": self.kind,
            "id": self.reference,
            "name": self.name,
            "price": None if self.price is None else str(self.price),
            "about": self.about,
        }
        return {name: value for name, value in thing.items() if value}

    def __str__(self) -> str:
        """As the transfer note has it: `product ELEC004 | Desk lamp | 39.99 | Lumo black`."""
        price = "" if self.price is None else str(self.price)
        parts = (f"{self.kind} {self.reference}", self.name, price, self.about)
        return " | ".join(part.replace(";", ",").replace("|", "/") for part in parts).rstrip("| ")


def shown_in(facts: BaseModel | Sequence[BaseModel] | None, say: str) -> tuple[Shown, ...]:
    """The things among the facts that the words name, in the order in which they do.

    One thing alone counts also where the words only speak of it.
    """
    found = list(dict.fromkeys(thing for thing, _ in _things(facts)))
    if len(found) == 1:
        return tuple(found)
    names = dict(_things(facts))
    rest, heard_at = say.casefold(), dict[Shown, int]()
    for thing in sorted(found, key=lambda each: -len(each.name)):
        named = [n.casefold() for n in names[thing] if n.casefold() in rest]
        if named:
            heard_at[thing] = min(map(rest.index, named))
            for name in named:  # the longer name is not heard as the shorter one too
                rest = rest.replace(name, "\0" * len(name))
    return tuple(sorted(heard_at, key=lambda each: heard_at[each])[:MOST])


def kept(before: Sequence[tuple[Shown, ...]], seen: tuple[Shown, ...]) -> list[tuple[Shown, ...]]:
    """What a call remembers of what was shown: the latest choice of several, and one thing after.

    A single thing is what is being talked about, and leaves the choice that it may come from.
    """
    if len(seen) > 1:
        return [seen]
    return [*(things for things in before if len(things) > 1), seen]


def _things(facts: object) -> Iterator[tuple[Shown, tuple[str, ...]]]:
    """Each product and each order with the names that it is heard of by; not what is in them."""
    if isinstance(facts, list | tuple):
        for fact in facts:
            yield from _things(fact)
    if not isinstance(facts, BaseModel):
        return
    order, product = getattr(facts, "order_id", None), getattr(facts, "product_id", None)
    name = getattr(facts, "name", None)
    if isinstance(order, str):
        items = [_item_name(item) for item in getattr(facts, "items", ())]
        state = str(getattr(facts, "state", "")).replace("_", " ")
        if names := tuple(item for item in items if item):
            yield Shown("order", order, ", ".join(names), about=state), names
    elif isinstance(product, str) and isinstance(name, str):
        yield Shown("product", product, name, _price(facts), _about(facts)), (name,)
    else:
        for field in type(facts).model_fields:
            yield from _things(getattr(facts, field))


def _item_name(item: object) -> str:
    return item if isinstance(item, str) else str(getattr(item, "name", ""))


def _price(fact: BaseModel) -> Decimal | None:
    prices = (getattr(fact, name, None) for name in ("price_from", "unit_price", "price"))
    return next((price for price in prices if isinstance(price, Decimal)), None)


def _about(fact: BaseModel) -> str:
    options = getattr(fact, "options", None)
    chosen = options.values() if isinstance(options, dict) else ()
    words = (getattr(fact, "brand", None), getattr(fact, "kind", None), *chosen)
    return " ".join(str(word) for word in words if word)
