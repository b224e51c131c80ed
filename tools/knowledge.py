"""The knowledge base: how things are done, and what the rules are."""

from __future__ import annotations

from typing import Annotated

from domain.errors import Refusal
from tools.action import action
from tools.call import Call
from tools.result import Result
from tools.types import ShortText, asked


@action(
    effect="read",
    category="communication",
    requires="nothing",
)
async def search_knowledge_base(
    call: Call, query: Annotated[ShortText, asked("What would you like to know?", "sentence")]
) -> Result:
    """Look up how something works, or what a rule is. Use for general questions."""
    articles = await call.services.knowledge.search(query)
    if not articles:
        raise Refusal(
            "I don't have anything on that, I'm afraid. Shall I get you a person?",
            code="no_article",
        )
    return Result(articles[0].summary, facts=articles)
