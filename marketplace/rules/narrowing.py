"""What a search of products is narrowed to: category, brand, price, size, colour, stock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from marketplace.rules import matching
from marketplace.schemas import Category
from marketplace.tables import Product, Stock, Variant

Row = TypeVarTuple("Row")


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

    @property
    def beyond_words(self) -> bool:
        """Whether there is a condition that the full-text index does not know."""
        return self.in_stock or any(
            value is not None
            for value in (self.category, self.size, self.color, self.min_price, self.max_price)
        )


def narrow(query: Select[*Row], filters: Filters) -> Select[*Row]:
    """The same query of products for those alone that have a fitting variant.

    Brand and kind are not among its conditions: `narrow_exactly` and the full-text index have them.
    """
    if filters.category is not None:
        query = query.where(Product.category == filters.category)
    if filters.max_price is not None:
        query = query.where(Product.price_from <= filters.max_price)
    wanted = _of_variant(filters)
    if wanted:
        fitting = select(Variant.sku).where(Variant.product_id == Product.product_id, *wanted)
        query = query.where(fitting.exists())
    return query


def narrow_exactly(query: Select[*Row], filters: Filters) -> Select[*Row]:
    """The same query for products of exactly this kind and brand."""
    if filters.kind is not None:
        query = query.where(Product.kind == filters.kind)
    if filters.brand is not None:
        query = query.where(func.lower(Product.brand) == filters.brand.lower())
    return query


def _of_variant(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.size is not None:
        words = matching.words(filters.size) - {"size"}
        wanted += [_says("size", word) for word in sorted(words)]
    if filters.color is not None:
        words = matching.words(filters.color) | set(filters.color.lower().split())
        wanted.append(or_(*(_says("color", word) for word in sorted(words))))
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
