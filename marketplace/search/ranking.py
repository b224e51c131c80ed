"""Which of the documents that may answer a question answers it best."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.search.analysis import name_key
from marketplace.search.asking import Asked

_IN_TITLE, _IN_STRUCTURE, _IN_PROSE = 3.0, 2.0, 1.0
"""What a term counts for by where it is: in the name, in the options and specs, in the prose."""
_WHOLE_NAME = 1_000.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found.

    Attributes:
        ref: the product or article.
        score: higher is better; of use within one search alone.
        share: how much of what was asked it has, 0 to 1.
        title_share: how much of it is in its name.
        named: whether its whole name was said, and maybe more.
    """

    ref: str
    score: float
    share: float
    title_share: float
    named: bool


def rated(ref: str, title: str, terms: str, asked: Asked) -> Hit:
    """Rates one document."""
    named, having = set(title.split()), set(terms.split())
    score, has = 0.0, 0
    in_title: list[str] = []
    for wanted in asked.wanted:
        worth = max(_worth(term, named, having) for term in wanted.terms)
        score += wanted.weight * worth
        has += worth > 0
        if worth == _IN_TITLE:
            in_title.append(wanted.terms[0])
    if asked.key in having:
        score += _WHOLE_NAME
    # Between equals the shorter name: "linen shirt" rather than "linen shirt dress".
    score += len(in_title) / (len(named) + 1)
    whole = bool(in_title) and name_key(in_title) in having
    return Hit(ref, score, has / asked.words, len(in_title) / asked.words, whole)


def _worth(term: str, named: set[str], having: set[str]) -> float:
    if term in named:
        return _IN_TITLE
    if f"t_{term}" in having:
        return _IN_STRUCTURE
    return _IN_PROSE if term in having else 0.0
