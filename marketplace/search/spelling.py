"""Which words a misspelt one may mean.

Words are compared by how they sound ("grafics" and "graphics" are one), and found by what is left
when one letter of that is taken away: two words with a letter more, less, changed or swapped have
such a remainder in common, which a database finds by an index alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of a word that is corrected; shorter ones are close to everything."""
MOST = 3
"""How many words a misspelt one may stand for."""
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"^(?:kn|gn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"wh"), "w"),
    (re.compile(r"sch|sh"), "S"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound(word: str) -> str:
    """About how a word sounds, in one spelling."""
    for spelling, heard in _SOUNDS:
        word = spelling.sub(heard, word)
    return word


def remainders(word: str) -> set[str]:
    """How a word sounds, whole and with any one letter left out."""
    heard = sound(word)
    if len(heard) < SHORTEST:
        return {heard}
    return {heard} | {heard[:at] + heard[at + 1 :] for at in range(len(heard))}


def can_be_corrected(word: str) -> bool:
    """Whether a word is long enough, and a word at all."""
    return len(word) >= SHORTEST and word.isalpha()


def likeliest(word: str, candidates: Mapping[str, int]) -> list[str]:
    """The words closest to a misspelt one, at most `MOST`; none when all are too far.

    Args:
        word: what was written.
        candidates: words, and in how many texts each is.
    """
    heard = sound(word)
    ranked = sorted(
        (OSA.distance(heard, sound(other)), OSA.distance(word, other), -often, other)
        for other, often in candidates.items()
        if _may_be(word, other)
    )
    return [other for *distance, _, other in ranked if distance == list(ranked[0][:2])][:MOST]


def halves(word: str) -> Iterable[tuple[str, str]]:
    """The ways in which a word may be two written as one: "airfryer"."""
    return ((word[:at], word[at:]) for at in range(3, len(word) - 2))


def _may_be(word: str, other: str) -> bool:
    heard, known = sound(word), sound(other)
    if heard[0] != known[0] and len(word) <= 5:
        return False
    allowed = 1 if len(heard) < 7 else 2
    return OSA.distance(heard, known) <= allowed
