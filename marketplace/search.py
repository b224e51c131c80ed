"""Finding products and articles by words: FTS5 on SQLite, tsvector on Postgres, one face."""

from __future__ import annotations

import re
from typing import Literal

from sqlalchemy import Float, String, Subquery, text
from sqlalchemy.ext.asyncio import AsyncSession

Index = Literal["product_search", "article_search"]

# fmt: off
_STOP_WORDS = frozenset({
    "a", "an", "and", "any", "anything", "are", "at", "buy", "can", "cheap", "could", "do",
    "does", "doesn", "don", "find", "for", "from", "get", "give", "good", "has", "have", "help",
    "how", "i", "in", "is", "it", "like", "look", "looking", "m", "me", "my", "need", "not", "of",
    "on", "or", "please", "recommend", "s", "show", "some", "t", "tell", "than", "that", "the",
    "there", "these", "this", "to", "under", "want", "was", "what", "which", "will", "with",
    "won", "you", "your",
})
# fmt: on


def search_words(query: str) -> list[str]:
    """The words of a query that are worth looking for, lower case, in order, each once."""
    words = re.findall(r"\w+", query.lower())
    return list(dict.fromkeys(w for w in words if w not in _STOP_WORDS))[:12]


def matches(session: AsyncSession, index: Index, words: list[str], *, every: bool) -> Subquery:
    """What matches the words, as a subquery of `ref` and `rank` (lowest is best).

    Args:
        session: says which database it is.
        index: where to look.
        words: of `search_words`.
        every: whether all words must be there, or any.
    """
    if session.get_bind().dialect.name == "sqlite":
        statement = text(
            f"SELECT ref, bm25({index}, 0.0, 8.0, 1.0) AS rank"  # noqa: S608 - a closed set
            f" FROM {index} WHERE {index} MATCH :words"
        )
        expression = (" " if every else " OR ").join(f'"{word}"' for word in words)
    else:
        statement = text(
            "SELECT ref, -ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', document,"  # noqa: S608
            " to_tsquery('english', :words)) AS rank"
            f" FROM {index} WHERE document @@ to_tsquery('english', :words)"
        )
        expression = (" & " if every else " | ").join(f"'{word}'" for word in words)
    return statement.bindparams(words=expression).columns(ref=String, rank=Float).subquery()


async def index_texts(
    session: AsyncSession, index: Index, texts: list[tuple[str, str, str]]
) -> None:
    """Adds (reference, title, body) rows to an index. The title weighs eight times the body."""
    if session.get_bind().dialect.name == "sqlite":
        insert = f"INSERT INTO {index} (ref, title, body) VALUES (:ref, :title, :body)"  # noqa: S608
    else:
        insert = (
            f"INSERT INTO {index} (ref, document) VALUES (:ref,"  # noqa: S608
            " setweight(to_tsvector('english', :title), 'A')"
            " || setweight(to_tsvector('english', :body), 'D'))"
        )
    rows = [{"ref": ref, "title": title, "body": body} for ref, title, body in texts]
    await session.execute(text(insert), rows)
