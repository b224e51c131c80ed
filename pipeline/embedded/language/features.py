"""What the classifier looks at: words, pieces of words and concepts, as 32-bit hashes.

Hashes instead of strings keep the fitted artifact a handful of plain arrays, which load in
milliseconds without a vocabulary of Python objects. At some tens of thousands of features two
of them rarely share a hash, and a shared one costs nothing that can be measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal
from zlib import crc32

from pipeline.embedded.language.words import concepts, stems, words

Family = Literal["word", "piece", "concept"]
WEIGHTS: dict[Family, float] = {"word": 1.0, "piece": 0.7, "concept": 0.7}
"""How much each family of features counts; words that were really said count most."""

_SHORTEST, _LONGEST = 2, 5


def count(text: str) -> dict[Family, Counter[int]]:
    """How often each feature occurs in the text, by family."""
    found = stems(text)
    return {
        "word": _hashed("w", _words(found)),
        "piece": _hashed("p", _pieces(words(text))),
        "concept": _hashed("c", _concepts(found)),
    }


def _hashed(family: str, features: Iterable[str]) -> Counter[int]:
    return Counter(crc32(f"{family}:{feature}".encode()) for feature in features)


def _words(found: tuple[str, ...]) -> Iterator[str]:
    """Stems, and neighbouring pairs of stems."""
    yield from found
    yield from (f"{a} {b}" for a, b in zip(("^", *found), (*found, "$"), strict=True))


def _concepts(found: tuple[str, ...]) -> Iterator[str]:
    """Concepts, and pairs of them: a parcel and its lateness say more than either."""
    meant = sorted(concepts(found))
    yield from meant
    yield from (f"{a} {b}" for a, b in combinations(meant, 2))


def _pieces(said: Iterable[str]) -> Iterator[str]:
    """Character n-grams inside word boundaries, so that a misspelling is still close.

    Values are one piece.
    """
    for word in said:
        if word.startswith("<"):
            yield word
            continue
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if size >= len(padded):
                yield padded
                break
            yield from (padded[at : at + size] for at in range(len(padded) - size + 1))
