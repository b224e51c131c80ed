"""What a search of products is narrowed to: category, brand, price, size, colour, stock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, func, select

from marketplace.rules import matching
from marketplace.schemas import Category
from marketplace.tables import Product, Stock, Variant


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to. Prices in USD; size and colour as people say them.

    Size, colour, price and stock are those of one variant: a blue shirt in size ten, under fifty
    dollars and in stock has all of that at once.
    """

    category: Category | None = None
    kind: str | None = None
    brand: str | None = None
    size: str | None = None
    color: str | None = None
    min_price: Decimal | None = None
    max_price: Decimal | None = None
    in_stock: bool = False


def narrow(query: Select[Product], filters: Filters) -> Select[Product]:
    """The same query for the products alone that have a fitting variant."""
    if filters.category is not None:
        query = query.where(Product.category == filters.category)
    if filters.kind is not None:
        query = query.where(Product.kind == filters.kind)
    if filters.brand is not None:
        query = query.where(func.lower(Product.brand) == filters.brand.lower())
    if filters.max_price is not None:
        query = query.where(Product.price_from <= filters.max_price)
    wanted = _of_variant(filters)
    if wanted:
        fitting = select(Variant.sku).where(Variant.product_id == Product.product_id, *wanted)
        query = query.where(fitting.exists())
    return query


def _of_variant(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    for option, value in (("size", filters.size), ("color", filters.color)):
        if value is not None:
            wanted += [_says(option, word) for word in sorted(matching.words(value) - {option})]
    if filters.min_price is not None:
        wanted.append(Variant.price >= filters.min_price)
    if filters.in_stock:
        shelves = select(Stock.sku).where(Stock.sku == Variant.sku, Stock.quantity > 0)
        wanted.append(shelves.exists())
    if wanted and filters.max_price is not None:
        wanted.append(Variant.price <= filters.max_price)
    return wanted


def _says(option: str, word: str) -> ColumnElement[bool]:
    """Whether a variant's option is that word, or has it among its words ("black-brown")."""
    value = func.lower(Variant.options[option].as_string())
    spaced = func.replace(func.replace(" " + value + " ", "-", " "), "/", " ")
    return spaced.contains(f" {word} ", autoescape=True)
