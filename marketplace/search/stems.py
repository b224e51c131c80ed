"""Words without their endings, so that "returned", "returns" and "returning" are one word.

The same endings are taken off what is written and what is asked, so a stem need not be a word.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIXES = ("ations", "ation", "ments", "ment", "ibility", "ability", "ible", "able", "ly")
_WHOLE = frozenset({"bedding", "earring", "building", "clothing", "nothing", "string", "during"})
"""Words that only look as if they had an ending."""
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgklmnprtv])\1$")
_SHORTEST = 3
"""Letters that stay at least; shorter ones mean nothing by themselves."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one lower-case English word; words with digits are left as they are."""
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    word = _singular(word)
    if word in _WHOLE:
        return word
    word = _without_tense(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) > _SHORTEST:
            word = word.removesuffix(suffix)
            break
    word = _DOUBLED.sub(r"\1", word)
    if word.endswith("e") and len(word) > _SHORTEST:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _SHORTEST else word


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST and _VOWEL.search(root):
            return root
    return word
