"""What a text is found by: its terms.

A term is a stem ("shirt"), a number or a name with digits ("4090", "i9"), or a concept of the
synonyms ("s_sofa"). Names with digits are there whole and in parts, words joined by hyphens also
without them. A text and a question go through the same analysis, so both databases see the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marketplace.search.numerals import with_digits
from marketplace.search.stems import stem
from marketplace.search.synonyms import synonyms
from marketplace.search.tokens import STOP_WORDS, WORD, plain

_HYPHENATED = re.compile(r"[^\W_]+(?:[-.&/][^\W_]+)+")
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a question, or a phrase that is one concept.

    Attributes:
        stems: its words without their endings.
        concept: the term of what it means, where the synonyms know it.
    """

    stems: tuple[str, ...]
    concept: str | None = None


@lru_cache(maxsize=8_192)  # brands, kinds and options are in very many documents
def terms_of(text: str) -> frozenset[str]:
    """Every term by which a text can be found."""
    written = with_digits(plain(text))
    stems = stems_of(written)
    found = {term for word in stems if word not in STOP_WORDS for term in (word, *parts(word))}
    found |= {stem("".join(WORD.findall(group))) for group in _HYPHENATED.findall(written)}
    return frozenset(found | {phrase.term for phrase in synonyms().found_in(stems)})


def stems_of(text: str) -> list[str]:
    """The words of a text without their endings, in order."""
    return [word if word in STOP_WORDS else stem(word) for word in WORD.findall(plain(text))]


def parts(word: str) -> list[str]:
    """The parts of a name with digits that mean something by themselves: "rtx4090" has two."""
    found = _LETTERS_OR_DIGITS.findall(word)
    return [part for part in found if len(part) > 1] if len(found) > 1 else []


def units(stems: Sequence[str]) -> list[Unit]:
    """A sequence of stems with phrases of one meaning together, and without what says nothing."""
    longest = {found.start: found for found in reversed(list(synonyms().found_in(stems)))}
    units: list[Unit] = []
    at = 0
    while at < len(stems):
        found = longest.get(at)
        if found is not None:
            units.append(Unit(tuple(stems[at : at + found.length]), found.term))
        elif stems[at] not in STOP_WORDS or _belongs_to_number(stems, at):
            units.append(Unit((stems[at],)))
        at += found.length if found is not None else 1
    return units


def name_key(terms: Sequence[str]) -> str:
    """The term by which a whole name is found, in any order of its words."""
    return "n_" + "".join(sorted(term.removeprefix("s_") for term in set(terms)))


def key_of_name(name: str) -> str:
    """`name_key` of a name as it is written."""
    found = units(stems_of(with_digits(plain(name))))
    return name_key([unit.concept or unit.stems[0] for unit in found])


def _belongs_to_number(stems: Sequence[str], at: int) -> bool:
    """Whether a single letter is the first half of a name like "i 9"."""
    following = stems[at + 1] if at + 1 < len(stems) else ""
    return len(stems[at]) == 1 and following[:1].isdigit()
