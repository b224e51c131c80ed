"""What is said of products: price, stock, whether a part fits, how two compare."""

from __future__ import annotations

from collections.abc import Sequence

from domain import facts
from spoken import say

LEVELS: dict[str, str] = {
    "in_stock": "in stock",
    "low": "almost sold out",
    "out_of_stock": "out of stock",
}


def found(products: Sequence[facts.ProductSummary], *, more: bool) -> str:
    """The best three of a search."""
    if not products:
        return "I didn't find anything like that. Could you describe it another way?"
    named = [f"the {p.name} from {say.money(p.price_from)}" for p in products[:3]]
    rest = " There are more." if more or len(products) > len(named) else ""
    return f"I found {say.listing(named)}.{rest}"


def comparison(seen: facts.Comparison) -> str:
    """The three differences that say most, price first."""
    first, second, *_ = seen.products
    dearer, cheaper = (first, second) if first.price_from >= second.price_from else (second, first)
    difference = dearer.price_from - cheaper.price_from
    price = (
        "They cost the same"
        if difference == 0
        else f"The {dearer.name} costs {say.money(difference)} more than the {cheaper.name}"
    )
    rows = [row for row in seen.rows if len(set(row.values[:2])) == 2 and all(row.values[:2])]
    told = [
        f"{row.name.replace('_', ' ')} is {row.values[0]} against {row.values[1]}"
        for row in rows[:2]
    ]
    return f"{price}; {say.listing(told)}." if told else f"{price}."


def compatibility(seen: facts.Compatibility) -> str:
    """Whether a part fits, and what decides it."""
    wrong = [check for check in seen.checks if check.fits is False]
    unknown = [check for check in seen.checks if check.fits is None]
    if seen.verdict == "fits":
        return f"Yes, the {seen.part.name} fits."
    if wrong:
        reasons = [f"for {c.aspect} it needs {c.needs}, and there is {c.has}" for c in wrong]
        return f"No, the {seen.part.name} doesn't fit: {say.listing(reasons)}."
    missing = say.listing([c.aspect for c in unknown]) or "your system"
    return f"I can't tell for sure; I'd need to know more about {missing}."


def stock(seen: facts.StockReport) -> str:
    """How much there is, and in which variants."""
    if seen.level == "out_of_stock":
        return f"I'm sorry, the {seen.name} is out of stock."
    if seen.level == "low":
        left = say.count(seen.quantity, "piece")
        return f"The {seen.name} is almost sold out: {left} left."
    return f"Yes, the {seen.name} is in stock."
