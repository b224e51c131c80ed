"""What is said to somebody who shops: what a product is, and whether it is there as wanted."""

from __future__ import annotations

from collections.abc import Sequence

from domain import facts
from spoken import say
from tools.words import measures

_CHOICES = 6


def details(seen: facts.ProductDetails) -> str:
    """What it is, what it costs, in which versions it comes, and whether any is there."""
    price = say.money(seen.price_from)
    dearest = max((variant.price for variant in seen.variants), default=seen.price_from)
    cost = f"{price} and up" if dearest > seen.price_from else price
    comes = [
        f"{say.listing(values)}"
        for name in dict.fromkeys(name for v in seen.variants for name in v.options)
        if len(values := _values(seen.variants, name)) > 1
    ]
    versions = f" It comes in {'; and in '.join(comes)}." if comes else ""
    gone = " It's out of stock right now." if seen.stock == "out_of_stock" else ""
    final = " It can't be sent back." if seen.final_sale else ""
    return f"The {seen.name} by {seen.brand} is {cost}. {seen.description}{versions}{gone}{final}"


def availability(seen: facts.StockReport, *, asked: bool, others: Sequence[facts.Variant]) -> str:
    """Whether it is there as wanted, how little is left, and what else is there.

    Args:
        seen: the variants that fit what was asked for.
        asked: whether a size or a colour was named.
        others: variants of the same product that are there instead.
    """
    one = seen.variants[0] if asked and len(seen.variants) == 1 else None
    version = f" in {_version(one)}" if one is not None and one.options else ""
    if seen.level == "out_of_stock":
        instead = say.listing([_version(v) for v in others[:_CHOICES]], "or")
        offer = f" I do have it in {instead}." if instead else ""
        return f"I'm sorry, we're out of the {seen.name}{version} right now.{offer}"
    if seen.level == "low":
        left = say.count(seen.quantity, "piece")
        return f"We're almost out of the {seen.name}{version}: {left} left."
    there = [variant for variant in seen.variants if variant.quantity > 0]
    choices = [
        say.listing(values)
        for name in dict.fromkeys(name for v in there for name in v.options)
        if 1 < len(values := _values(there, name)) <= _CHOICES
    ]
    comes = f", in {'; and in '.join(choices)}" if choices else ""
    return f"Yes, we have the {seen.name}{version} in stock{comes}."


def _version(variant: facts.Variant) -> str:
    return " ".join(measures.option(value) for value in variant.options.values())


def _values(variants: Sequence[facts.Variant], name: str) -> list[str]:
    found = dict.fromkeys(v.options[name] for v in variants if name in v.options)
    return [measures.option(value) for value in found]
