"""What the classifier looks at: words, pairs, concepts and pieces of words, as 32-bit hashes.

Hashes instead of strings keep the fitted artifact a handful of plain arrays, which load in
milliseconds without a vocabulary of Python objects. At some tens of thousands of features two
of them rarely share a hash, and a shared one costs nothing that can be measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal
from zlib import crc32

from pipeline.embedded.language.words import concepts, stems, words

Family = Literal["word", "piece"]
FAMILIES: tuple[Family, ...] = ("word", "piece")
_SHORTEST, _LONGEST = 2, 5


def _pieces(said: Iterable[str]) -> Iterator[str]:
    """Character n-grams inside word boundaries; values are one piece."""
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


def word_features(text: str) -> Iterator[str]:
    """Stems, neighbouring pairs of stems, and concepts."""
    found = stems(text)
    yield from found
    yield from (f"{a} {b}" for a, b in zip(("^", *found), (*found, "$"), strict=True))
    yield from (f"~{concept}" for concept in concepts(found))


def count(text: str) -> dict[Family, Counter[int]]:
    """How often each feature occurs in the text, by family."""
    return {
        "word": Counter(crc32(f"w:{feature}".encode()) for feature in word_features(text)),
        "piece": Counter(crc32(f"p:{piece}".encode()) for piece in _pieces(words(text))),
    }
