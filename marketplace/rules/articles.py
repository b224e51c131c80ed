"""What is written about how things work here."""

from __future__ import annotations

import re

from sqlalchemy import select

from marketplace import search as search_for
from marketplace.refusals import ArticleNotFound
from marketplace.schemas import ArticlesFound, ArticleSummary, ArticleText
from marketplace.tables import Article, ArticleDocument
from marketplace.work import UnitOfWork


async def search(work: UnitOfWork, words: str, topic: str | None, limit: int) -> ArticlesFound:
    """Articles that fit, best first: those with all words, or else with most."""

    def about(query: search_for.Query) -> search_for.Query:
        article = Article.article_id == ArticleDocument.ref
        return (
            query if topic is None else query.join(Article, article).where(Article.topic == topic)
        )

    asked = await search_for.understand(work.session, search_for.ARTICLES, words)
    hits = await search_for.find(work.session, search_for.ARTICLES, asked, limit, narrow=about)
    rows = await work.session.scalars(
        select(Article).where(Article.article_id.in_([hit.ref for hit in hits]))
    )
    found = {article.article_id: article for article in rows}
    return ArticlesFound(articles=[_summary(found[hit.ref]) for hit in hits])


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


def _summary(article: Article) -> ArticleSummary:
    sentences = re.split(r"(?<=[.!?])\s+", article.body)
    return ArticleSummary(
        article_id=article.article_id,
        title=article.title,
        topic=article.topic,
        summary=" ".join(sentences[:2]),
        is_guide=bool(article.steps),
    )
