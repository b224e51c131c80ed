"""What is sold, what is in stock, what is on offer, and what is written about it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.tables.base import Base, Instant, Money
from marketplace.tables.customers import Seller

Specs = dict[str, str | int | float | list[str]]


class Product(Base):
    """Something that is sold, in one or more variants."""

    __tablename__ = "products"
    __table_args__ = (
        Index("ix_products_category_kind_price_from", "category", "kind", "price_from"),
        Index("ix_products_category_price_from", "category", "price_from"),
        Index("ix_products_brand", text("lower(brand)")),
    )

    product_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    brand: Mapped[str] = mapped_column(String(80))
    category: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(48))
    description: Mapped[str] = mapped_column(Text)
    specs: Mapped[Specs] = mapped_column(JSON)
    care: Mapped[str | None] = mapped_column(Text)
    """How it is looked after, in a sentence."""
    series: Mapped[str | None] = mapped_column(String(120), index=True)
    series_position: Mapped[int | None]
    final_sale: Mapped[bool] = mapped_column(default=False)
    low_stock_threshold: Mapped[int] = mapped_column(default=5)
    price_from: Mapped[Decimal] = mapped_column(Money, index=True)
    seller_id: Mapped[str | None] = mapped_column(ForeignKey(Seller.seller_id), index=True)

    variants: Mapped[list[Variant]] = relationship(
        back_populates="product", order_by="Variant.position", lazy="raise"
    )


class Variant(Base):
    """A product in one size, colour or capacity, at its price."""

    __tablename__ = "variants"

    sku: Mapped[str] = mapped_column(String(40), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey(Product.product_id), index=True)
    position: Mapped[int]
    options: Mapped[dict[str, str]] = mapped_column(JSON)
    price: Mapped[Decimal] = mapped_column(Money)

    product: Mapped[Product] = relationship(back_populates="variants", lazy="raise")
    stock: Mapped[list[Stock]] = relationship(order_by="Stock.warehouse", lazy="raise")


class Stock(Base):
    """How many of a variant one warehouse can still sell."""

    __tablename__ = "stock"
    __table_args__ = (CheckConstraint("quantity >= 0", name="not_negative"),)

    sku: Mapped[str] = mapped_column(ForeignKey(Variant.sku), primary_key=True)
    warehouse: Mapped[str] = mapped_column(String(16), primary_key=True)
    quantity: Mapped[int]


class Promotion(Base):
    """A deal, with or without a code, and the conditions under which it holds."""

    __tablename__ = "promotions"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16))
    percent: Mapped[int | None]
    amount: Mapped[Decimal | None] = mapped_column(Money)
    minimum_total: Mapped[Decimal | None] = mapped_column(Money)
    category: Mapped[str | None] = mapped_column(String(32))
    product_kind: Mapped[str | None] = mapped_column(String(48))
    tier: Mapped[str | None] = mapped_column(String(16))
    first_order_only: Mapped[bool] = mapped_column(default=False)
    stackable: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant, index=True)


class Article(Base):
    """A piece of the knowledge base; `steps` when it is a guide to follow."""

    __tablename__ = "articles"

    article_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    topic: Mapped[str] = mapped_column(String(32), index=True)
    body: Mapped[str] = mapped_column(Text)
    steps: Mapped[list[str]] = mapped_column(JSON)
