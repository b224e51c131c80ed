"""Products and articles on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from marketplace.schemas.base import Answer, Category, Usd

Spec = str | int | float | list[str]
StockLevel = Literal["in_stock", "low", "out_of_stock"]
Verdict = Literal["fits", "does_not_fit", "unknown"]
FitAspect = Literal["power", "socket", "size", "memory", "connector"]


class ProductSummary(Answer):
    """A product as a list shows it."""

    product_id: str
    name: str
    brand: str
    category: Category
    kind: str
    price_from: Usd
    stock: StockLevel


class VariantDetails(Answer):
    """A variant, its price, and how much of it there is."""

    sku: str
    options: dict[str, str]
    price: Usd
    quantity: int
    stock: StockLevel


class ProductDetails(ProductSummary):
    """All that is known about a product."""

    description: str
    specs: dict[str, Spec]
    care: str | None = Field(description="How it is looked after")
    series: str | None
    series_position: int | None
    final_sale: bool
    variants: list[VariantDetails]


class ProductFound(Answer):
    """Products that fit a search, best first."""

    products: list[ProductSummary]
    more: bool = Field(description="Whether there are more than those listed")


class SpecRow(Answer):
    """One property of the compared products, in their order; None where it is not known."""

    name: str
    values: list[str | None]


class Comparison(Answer):
    """Two to four products side by side."""

    products: list[ProductSummary]
    rows: list[SpecRow]


class FitCheck(Answer):
    """One aspect of whether a part fits, where both sides state it."""

    aspect: FitAspect
    fits: bool
    needs: str
    has: str


class Compatibility(Answer):
    """Whether a part fits a system."""

    part: ProductSummary
    system: list[ProductSummary]
    verdict: Verdict
    checks: list[FitCheck]


class StockReport(Answer):
    """How much there is of a product, by variant."""

    product_id: str
    name: str
    level: StockLevel
    quantity: int
    variants: list[VariantDetails]


class ArticleSummary(Answer):
    """An article as a search shows it."""

    article_id: str
    title: str
    topic: str
    summary: str = Field(description="Its first two sentences")
    is_guide: bool = Field(description="Whether it has steps to follow")


class ArticlesFound(Answer):
    """Articles that fit a search, best first."""

    articles: list[ArticleSummary]


class ArticleText(Answer):
    """A whole article; `steps` when it is a guide to follow."""

    article_id: str
    title: str
    topic: str
    body: str
    steps: list[str]
