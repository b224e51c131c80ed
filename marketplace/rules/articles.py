"""What is written about how things work here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import select

from marketplace.refusals import ArticleNotFound
from marketplace.schemas import ArticlesFound, ArticleSummary, ArticleText
from marketplace.search import matches, search_words
from marketplace.tables import Article
from marketplace.work import UnitOfWork


async def search(work: UnitOfWork, words: str, topic: str | None, limit: int) -> ArticlesFound:
    """Articles that fit, best first: those with all words, or else with any."""
    asked = search_words(words)
    found: Sequence[Article] = []
    for every in (True, False):
        if asked and not found:
            found = await _search(work, asked, topic, limit, every=every)
    return ArticlesFound(articles=[_summary(article) for article in found])


async def get(work: UnitOfWork, article_id: str) -> ArticleText:
    """A whole article.

    Raises:
        ArticleNotFound: there is none.
    """
    article = await work.session.get(Article, article_id)
    if article is None:
        raise ArticleNotFound
    return ArticleText(
        article_id=article.article_id,
        title=article.title,
        topic=article.topic,
        body=article.body,
        steps=article.steps,
    )


async def _search(
    work: UnitOfWork, words: list[str], topic: str | None, limit: int, *, every: bool
) -> Sequence[Article]:
    found = matches(work.session, "article_search", words, every=every)
    query = (
        select(Article)
        .join(found, found.c.ref == Article.article_id)
        .order_by(found.c.rank, Article.article_id)
        .limit(limit)
    )
    if topic is not None:
        query = query.where(Article.topic == topic)
    return (await work.session.scalars(query)).all()


def _summary(article: Article) -> ArticleSummary:
    sentences = re.split(r"(?<=[.!?])\s+", article.body)
    return ArticleSummary(
        article_id=article.article_id,
        title=article.title,
        topic=article.topic,
        summary=" ".join(sentences[:2]),
        is_guide=bool(article.steps),
    )
