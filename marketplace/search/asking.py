"""What somebody looks for, in terms that the index has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import log

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.search import vocabulary
from marketplace.search.analysis import Unit, name_key, parts, stems_of, units
from marketplace.search.documents import KIND
from marketplace.search.indexes import Index
from marketplace.search.numerals import with_digits
from marketplace.search.spelling import can_be_corrected, halves
from marketplace.search.stems import stem
from marketplace.search.tokens import STOP_WORDS, plain
from marketplace.search.vocabulary import ALL_DOCUMENTS

_WORDS = 12
"""How many words of a question count; nobody names a product in more."""
_TERMS = 6
_JOINED = 4
"""So many words may be one name: "w h 1000 x m 5" is longer, but known by less."""
_KIND_OF_THING = 2.0
"""How much more than its rarity a word tells that says what the thing is: a shirt, not summer."""
_GUESSED = 0.5
"""What a corrected word counts for beside one that was spelt as it is known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a document should have: a term, or any of those that it may mean.

    Attributes:
        terms: the alternatives.
        weight: how much it tells, the more the rarer it is.
        guessed: whether it was corrected, so that by itself it would prove little.
    """

    terms: tuple[str, ...]
    weight: float
    guessed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the index's own terms.

    Attributes:
        wanted: what is known of it, in its order.
        words: how many words that mean something were in it, known or not.
    """

    wanted: tuple[Wanted, ...]
    words: int

    @property
    def key(self) -> str:
        """The term by which a product of exactly this name is found."""
        return name_key([wanted.terms[0] for wanted in self.wanted])


async def understand(session: AsyncSession, index: Index, text: str) -> Asked:
    """Looks up what of a question the index knows, and corrects what it does not."""
    stems = stems_of(with_digits(plain(text)))
    said = units(stems)[:_WORDS]
    if not said:
        return Asked((), 0)
    known = await vocabulary.known(session, index, set(_possible(said)))
    read = list(_Reading(known).of(said))
    unknown = [word for word, wanted in read if wanted is None]
    mended = await _mended(session, index, unknown)
    if mended:
        spelt = [right for word in stems for right in mended.get(word, [(word,)])[0]]
        said = units(spelt)[:_WORDS]
        known = await vocabulary.known(
            session, index, {*_possible(said), *(w for m in mended.values() for w in chain(*m))}
        )
        guesses = {first: others for (first, *_), *others in mended.values()}
        read = list(_Reading(known, guesses).of(said))
    wanted = list(dict.fromkeys(found for _, found in read if found is not None))
    telling = sorted(wanted, key=lambda found: -found.weight)[:_TERMS]
    return Asked(tuple(found for found in wanted if found in telling), len(read))


Read = tuple[str, Wanted | None]
"""A word as it was said, and what it is understood as, if anything."""
Spelling = tuple[str, ...]
"""A word, or two that were written as one."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads words as terms.

    Attributes:
        known: in how many documents each known term is.
        guesses: words that were not said but corrected to, with others that were as likely.
    """

    known: Mapping[str, int]
    guesses: Mapping[str, Sequence[Spelling]] = field(default_factory=dict)

    def of(self, said: Sequence[Unit]) -> Iterator[Read]:
        """Each unit, or several that together are one name."""
        at = 0
        while at < len(said):
            size = self._name_at(said, at)
            if size:
                name = "".join(unit.stems[0] for unit in said[at : at + size])
                yield name, self._wanted(name if name in self.known else stem(name))
                at += size
            else:
                yield from self._one(said[at])
                at += 1

    def _one(self, unit: Unit) -> Iterator[Read]:
        guessed = any(word in self.guesses for word in unit.stems)
        if unit.concept is not None and unit.concept in self.known:
            yield unit.concept, self._wanted(unit.concept, guessed=guessed)
            return
        for word in unit.stems:
            several = parts(word)
            if word in self.known:
                others = [w for spelt in self.guesses.get(word, ()) for w in spelt[:1]]
                yield word, self._wanted(word, *others, guessed=guessed)
            elif several and all(part in self.known for part in several):
                yield from ((part, self._wanted(part)) for part in several)
            elif word not in STOP_WORDS:
                yield word, None

    def _wanted(self, *terms: str, guessed: bool = False) -> Wanted:
        often = max(self.known.get(term, 0) for term in terms)
        weight = max(log(1 + self.known.get(ALL_DOCUMENTS, 0) / (often + 0.5)), 0.1)
        if f"{KIND}{terms[0]}" in self.known:
            weight *= _KIND_OF_THING
        return Wanted(terms, weight * _GUESSED if guessed else weight, guessed)

    def _name_at(self, said: Sequence[Unit], at: int) -> int:
        """How many units from here are one known name that was said in pieces; 0 if none."""
        for size in range(min(_JOINED, len(said) - at), 1, -1):
            some = said[at : at + size]
            joined = _joined(some)
            if joined is None or joined not in self.known:
                continue
            has_digits = any(char.isdigit() for char in joined)
            if has_digits or not all(unit.stems[0] in self.known for unit in some):
                return size
        return 0


def _joined(some: Sequence[Unit]) -> str | None:
    """Single words as one; None where a phrase is among them, or too many are joined."""
    if any(len(unit.stems) > 1 for unit in some):
        return None
    whole = "".join(unit.stems[0] for unit in some)
    if any(char.isdigit() for char in whole):
        return whole
    return stem(whole) if len(some) == 2 else None


def _possible(said: Sequence[Unit]) -> Iterator[str]:
    """Every term that a part of what was said may be, as a word and as a kind of thing."""
    for term in _terms_in(said):
        yield from (term, f"{KIND}{term}")


def _terms_in(said: Sequence[Unit]) -> Iterator[str]:
    for at, unit in enumerate(said):
        yield from unit.stems
        if unit.concept is not None:
            yield unit.concept
        for word in unit.stems:
            yield from parts(word)
        for size in range(2, min(_JOINED, len(said) - at) + 1):
            joined = _joined(said[at : at + size])
            if joined is not None:
                yield joined


async def _mended(
    session: AsyncSession, index: Index, unknown: Sequence[str]
) -> dict[str, list[Spelling]]:
    """What unknown words may be instead, the likeliest first; without those that stay unknown."""
    likely = await vocabulary.corrections(session, index, unknown)
    found: dict[str, list[Spelling]] = {
        word: [(guess,) for guess in guesses] for word, guesses in likely.items() if guesses
    }
    apart = {
        word: [(stem(left), stem(right)) for left, right in halves(word)]
        for word in unknown
        if word not in found and can_be_corrected(word)
    }
    if any(apart.values()):
        wanted = {half for pairs in apart.values() for pair in pairs for half in pair}
        both = await vocabulary.known(session, index, wanted)
        for word, pairs in apart.items():
            whole = next((pair for pair in pairs if all(half in both for half in pair)), None)
            if whole is not None:
                found[word] = [whole]
    return found
