"""Refusals of the marketplace whose particulars are said in words: amounts, pieces, members."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import Refusal
from services.errors import MarketplaceRefusal
from tools.words import promotions as told


@contextmanager
def in_words() -> Iterator[None]:
    """Raises a refusal in its place that says how much is missing, how many are left, for whom.

    Raises:
        Refusal: the same rule, in other words.
    """
    try:
        yield
    except MarketplaceRefusal as refused:
        say = told.refusal(refused.code, refused.facts)
        if say is None:
            raise
        raise Refusal(say, code=refused.code) from None
