"""What is known of products, and what is written in the knowledge base. Prices in USD."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from domain.facts.base import Category, Fact

Spec = str | int | float | list[str]
StockLevel = Literal["in_stock", "low", "out_of_stock"]
FitAspect = Literal["power", "socket", "size", "memory", "connector"]
Verdict = Literal["fits", "does_not_fit", "unknown"]


class ProductSummary(Fact):
    """A product as a list shows it."""

    product_id: str
    name: str
    brand: str
    category: Category
    kind: str
    price_from: Decimal
    stock: StockLevel


class ProductsFound(Fact):
    """Products that fit a search, best first."""

    products: tuple[ProductSummary, ...]
    more: bool
    """Whether there are more than those listed."""


class Variant(Fact):
    """A product in one size, colour or capacity, its price, and how much of it there is."""

    sku: str
    options: dict[str, str]
    price: Decimal
    quantity: int
    stock: StockLevel


class ProductDetails(ProductSummary):
    """All that is known about a product."""

    description: str
    specs: dict[str, Spec]
    care: str | None
    """How it is looked after, in a sentence."""
    series: str | None
    series_position: int | None
    final_sale: bool
    variants: tuple[Variant, ...]


class SpecRow(Fact):
    """One property of the compared products, in their order; None where it is not known."""

    name: str
    values: tuple[str | None, ...]


class Comparison(Fact):
    """Two to four products side by side."""

    products: tuple[ProductSummary, ...]
    rows: tuple[SpecRow, ...]


class FitCheck(Fact):
    """One aspect of whether a part fits, where both sides state it."""

    aspect: FitAspect
    fits: bool
    needs: str
    has: str


class Compatibility(Fact):
    """Whether a part fits a system."""

    part: ProductSummary
    system: tuple[ProductSummary, ...]
    verdict: Verdict
    checks: tuple[FitCheck, ...]


class StockReport(Fact):
    """How much there is of a product, by variant."""

    product_id: str
    name: str
    level: StockLevel
    quantity: int
    variants: tuple[Variant, ...]


class ArticleSummary(Fact):
    """An article as a search shows it."""

    article_id: str
    title: str
    topic: str
    summary: str
    """Its first two sentences."""
    is_guide: bool
    """Whether it has steps to follow."""


class Article(Fact):
    """A whole article; `steps` when it is a guide to follow."""

    article_id: str
    title: str
    topic: str
    body: str
    steps: tuple[str, ...]
