"""Refusals of the marketplace whose particulars are said in words: amounts, pieces, members."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from services.errors import MarketplaceRefusal
from tools.words import promotions as told


@contextmanager
def in_words() -> Iterator[None]:
    """Raises a refusal in its place that says how much is missing, how many are left, for whom.

    Raises:
        MarketplaceRefusal: the same rule and the same facts, in other words.
    """
    try:
        yield
    except MarketplaceRefusal as refused:
        say = told.refusal(refused.code, refused.facts)
        if say is None:
            raise
        raise MarketplaceRefusal(say, code=refused.code, facts=refused.facts) from None
