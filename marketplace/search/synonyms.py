"""Words that mean the same, from `synonyms.txt`: each group is one concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from marketplace.search.stems import stem
from marketplace.search.tokens import tokens

Phrase = tuple[str, ...]
_FILE = files("marketplace.search").joinpath("synonyms.txt")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at a place of a sequence of stems, and the term of its concept."""

    start: int
    length: int
    term: str


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Every phrase with the term of its concept."""

    phrases: dict[Phrase, str]
    longest: int

    def found_in(self, stems: Sequence[str]) -> Iterator[Found]:
        """Every phrase there is, the longest first at each place; they may overlap."""
        for start in range(len(stems)):
            for length in range(min(self.longest, len(stems) - start), 0, -1):
                term = self.phrases.get(tuple(stems[start : start + length]))
                if term is not None:
                    yield Found(start, length, term)

    @property
    def words(self) -> set[str]:
        """Every stem of every phrase."""
        return {word for phrase in self.phrases for word in phrase}


def source() -> str:
    """The text of the file, so that an index knows by which it was made."""
    return _FILE.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """The file, read once a process.

    Raises:
        ValueError: a phrase is in two groups.
    """
    phrases: dict[Phrase, str] = {}
    for line in source().splitlines():
        if not line or line.startswith("#"):
            continue
        group = [tuple(stem(word) for word in tokens(phrase)) for phrase in line.split(",")]
        term = "s_" + "".join(group[0])
        for phrase in dict.fromkeys(group):
            if phrases.setdefault(phrase, term) != term:
                raise ValueError(f"synonyms.txt: in two groups: {' '.join(phrase)}")
    return Synonyms(phrases, longest=max(map(len, phrases)))
