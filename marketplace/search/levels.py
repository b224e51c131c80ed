"""From strict to lenient: which documents may answer a question, a bounded number a step.

No step reads more than its share of a large shop: conditions are met by the intersection of the
full-text index, and the lists are cut off in the order of the documents' numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from marketplace.search.asking import Asked, Wanted
from marketplace.search.indexes import Syntax

_RAREST = 4
"""How many single words are tried when no two of them go together."""


def strict(asked: Asked, syntax: Syntax) -> list[list[str]]:
    """Everything that was asked for: first by its name or in what is structured, then anywhere."""
    named = syntax.term(asked.key)
    structured = syntax.all_of([_has(wanted, syntax, "t_") for wanted in asked.wanted])
    return [[named, structured], [_together(asked.wanted, syntax)]]


def lenient(asked: Asked, syntax: Syntax) -> Iterator[list[str]]:
    """All but one of the things, all but two, then the rarest that are certain, each by itself."""
    count = len(asked.wanted)
    for missing in (1, 2):
        if count - missing >= 2:
            some = combinations(asked.wanted, count - missing)
            yield [syntax.any_of([_together(chosen, syntax) for chosen in some])]
    certain = [wanted for wanted in asked.wanted if not wanted.guessed]
    if count > 1 and certain:
        rarest = sorted(certain, key=lambda wanted: -wanted.weight)[:_RAREST]
        yield [_has(wanted, syntax, prefix) for wanted in rarest for prefix in ("t_", "")]


def _together(chosen: Sequence[Wanted], syntax: Syntax) -> str:
    return syntax.all_of([_has(wanted, syntax) for wanted in chosen])


def _has(wanted: Wanted, syntax: Syntax, prefix: str = "") -> str:
    return syntax.any_of([syntax.term(f"{prefix}{term}") for term in wanted.terms])
