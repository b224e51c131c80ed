"""The knowledge base, open to every caller."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from domain.facts import Article, ArticleSummary
from services.acting import Acting, path


class _Found(BaseModel):
    articles: list[ArticleSummary]


@dataclass(frozen=True, slots=True)
class KnowledgeService:
    """How things work here."""

    _acting: Acting

    async def search(
        self, words: str, *, topic: str | None = None, limit: int = 3
    ) -> list[ArticleSummary]:
        """Articles that fit, best first."""
        params = {"q": words, "topic": topic, "limit": limit}
        return (await self._acting.get(_Found, "articles", params)).articles

    async def get(self, article_id: str) -> Article:
        """A whole article, with steps when it is a guide."""
        return await self._acting.get(Article, path("articles", article_id))
