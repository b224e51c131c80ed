"""Misspelt words put right, where one word that is known is meant: "retrun my delivry"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.embedded.language.acts import off_topic, unclear
from pipeline.embedded.language.concepts import PHRASES
from pipeline.embedded.language.words import stem, tokens

_SHORTEST = 5
"""Letters; shorter words differ by one letter from too many others."""
_ROOMY = 8
"""Letters from which on one may be another: "bread" is no slip for "break"."""


def known_words(sentences: Iterable[str]) -> list[str]:
    """The words of these sentences and those that every caller uses, sorted."""
    everyday = (*off_topic(), *unclear(), *(phrase for phrase, _ in PHRASES))
    return sorted({word for text in (*sentences, *everyday) for word in tokens(text)})


class Spelling:
    """Knows how words are spelt.

    Args:
        known: words that are right; the first of several that may be meant is taken.
    """

    def __init__(self, known: Sequence[str]) -> None:
        self._stems = set(map(stem, known))
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in known:
            if word.isalpha():
                self._by_first[word[0]].append(word)
        self._right = lru_cache(maxsize=4096)(self._right_uncached)

    def right(self, text: str) -> str:
        """The text with its misspelt words put right; itself where there are none."""
        said = tokens(text)
        meant = tuple(map(self._right, said))
        return text if meant == said else " ".join(meant)

    def _right_uncached(self, word: str) -> str:
        if len(word) < _SHORTEST or not word.isalpha() or stem(word) in self._stems:
            return word
        meant = (other for other in self._by_first[word[0]] if _is_slip(word, other))
        return next(meant, word)


def _is_slip(said: str, meant: str) -> bool:
    """One letter left out, added or swapped with its neighbour inside; in long words any one."""
    if OSA.distance(said, meant, score_cutoff=1) > 1:
        return False
    if len(said) >= _ROOMY or sorted(said) == sorted(meant):
        return True
    return len(said) != len(meant) and said[-1] == meant[-1]
