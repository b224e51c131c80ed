"""The two things that are searched, and how each database is asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, Subquery, text
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.tables import ArticleDocument, ProductDocument

Document = type[ProductDocument] | type[ArticleDocument]


@dataclass(frozen=True, slots=True)
class Index:
    """One kind of thing that is searched.

    Attributes:
        name: in the tables of terms and spellings.
        documents: its table; the full-text index has the same name with `_search`.
    """

    name: str
    documents: Document

    @property
    def full_text(self) -> str:
        """The full-text index, which the migrations made."""
        return f"{self.name}_search"


PRODUCTS = Index("product", ProductDocument)
ARTICLES = Index("article", ArticleDocument)


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a database writes a full-text condition. Terms hold letters, digits and `_` alone."""

    quote: str
    and_: str
    or_: str

    def all_of(self, parts: Sequence[str]) -> str:
        """Every part must hold."""
        return parts[0] if len(parts) == 1 else f"({self.and_.join(parts)})"

    def any_of(self, parts: Sequence[str]) -> str:
        """One part must hold."""
        return parts[0] if len(parts) == 1 else f"({self.or_.join(parts)})"

    def term(self, term: str) -> str:
        """The document has this term."""
        return f"{self.quote}{term}{self.quote}"


_SQLITE = Syntax('"', " AND ", " OR ")
_POSTGRES = Syntax("'", " & ", " | ")


def syntax(session: AsyncSession) -> Syntax:
    """The syntax of the database that a session is connected to."""
    return _SQLITE if session.get_bind().dialect.name == "sqlite" else _POSTGRES


def documents_with(
    session: AsyncSession, index: Index, condition: str, number: int = 0
) -> Subquery:
    """The numbers of the documents (`document_id`) for which a condition in `syntax` holds.

    Args:
        session: says which database it is.
        index: where to look.
        condition: in the database's syntax.
        number: tells several in one statement apart.
    """
    table, given = index.full_text, f"condition_{number}"
    if session.get_bind().dialect.name == "sqlite":
        query = f"SELECT rowid AS document_id FROM {table} WHERE {table} MATCH :{given}"  # noqa: S608 - a closed set
    else:
        query = f"SELECT document_id FROM {table} WHERE terms @@ CAST(:{given} AS tsquery)"  # noqa: S608
    statement = text(query).bindparams(**{given: condition})
    return statement.columns(document_id=Integer).subquery()
