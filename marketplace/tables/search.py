"""What products and articles are found by; `marketplace.search` fills and reads it.

The database's own full-text index over `terms` (FTS5 or tsvector) is kept by triggers.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.tables.base import Base
from marketplace.tables.catalogue import Article, Product


class ProductDocument(Base):
    """The terms of a product, separated by spaces; `title` has those of its name."""

    __tablename__ = "product_documents"

    document_id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(ForeignKey(Product.product_id), unique=True)
    title: Mapped[str] = mapped_column(Text)
    terms: Mapped[str] = mapped_column(Text)


class ArticleDocument(Base):
    """The terms of an article, separated by spaces; `title` has those of its title."""

    __tablename__ = "article_documents"

    document_id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(ForeignKey(Article.article_id), unique=True)
    title: Mapped[str] = mapped_column(Text)
    terms: Mapped[str] = mapped_column(Text)


class SearchTerm(Base):
    """A term, and how many documents have it; the empty term counts all documents."""

    __tablename__ = "search_terms"

    index_name: Mapped[str] = mapped_column(String(16), primary_key=True)
    term: Mapped[str] = mapped_column(String(80), primary_key=True)
    documents: Mapped[int]


class SearchSpelling(Base):
    """A remainder of a word's sound (`marketplace.search.spelling`), by which it is found."""

    __tablename__ = "search_spellings"

    index_name: Mapped[str] = mapped_column(String(16), primary_key=True)
    remainder: Mapped[str] = mapped_column(String(80), primary_key=True)
    term: Mapped[str] = mapped_column(String(80), primary_key=True)
