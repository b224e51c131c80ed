"""One utterance under examination: its words, its numbers, and what has been claimed of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from spoken.numbers import names_last_four
from spoken.numerals import Numeral, numerals
from spoken.words import Token, plain, tokens

Kind = Literal[
    "phone_number", "date_of_birth", "last_four", "address", "card_number", "ssn", "email"
]
"""What a private value is."""


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """A private value in a text: `text[start:end]`, and the value that was meant.

    Values: E.164 for a phone number, ISO for a date of birth, digits for the other numbers; the
    words themselves (digits, for a number) where they make only a part of one.
    """

    kind: Kind
    start: int
    end: int
    value: str


@dataclass(slots=True)
class Scene:
    """Finders take words out of it one after another; a word belongs to the first that takes it."""

    source: str
    expecting: Kind | None
    today: date
    said: list[Token]
    numbers: list[Numeral]
    number_at: dict[int, Numeral]
    numbered: set[int]
    spans: list[PrivateSpan] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, expecting: Kind | None, today: date) -> "Scene":
        """Read the text; places in it are the same as in the original."""
        source = plain(text)
        said = tokens(source)
        found = [n for n in numerals(source, said, years=True) if not names_last_four(said, n)]
        number_at = {number.first: number for number in found}
        numbered = {at for number in found for at in range(number.first, number.stop)}
        return cls(source, expecting, today, said, found, number_at, numbered)

    def word(self, at: int) -> str:
        """Return word `at`, or nothing outside of the text."""
        return self.said[at].word if 0 <= at < len(self.said) else ""

    def free(self, numbers: Iterable[Numeral]) -> list[Numeral]:
        """Return the numbers that nobody has taken."""
        return [n for n in numbers if self.taken.isdisjoint(range(n.first, n.stop))]

    def keep(self, first: int, stop: int) -> None:
        """Mark words `first` to `stop` as not private, whatever they look like."""
        self.taken.update(range(first, stop))

    def take(self, kind: Kind, first: int, stop: int, value: str | None = None) -> None:
        """Mark words `first` to `stop` as a private value; without a value it is the words."""
        start, end = self.said[first].start, self.said[stop - 1].end
        while kind == "phone_number" and start and self.source[start - 1] in "+＋(":
            start -= 1
        self.spans.append(PrivateSpan(kind, start, end, value or self.source[start:end]))
        self.taken.update(range(first, stop))

    def take_numbers(self, kind: Kind, numbers: Sequence[Numeral], value: str) -> None:
        """Mark a row of numbers as a private value."""
        self.take(kind, numbers[0].first, numbers[-1].stop, value)

    def join(self, kind: Kind) -> None:
        """Make one value of neighbours of a kind with nothing but spaces or commas between."""
        joined: list[PrivateSpan] = []
        for span in sorted(self.spans, key=lambda found: found.start):
            last = joined[-1] if joined else span
            between = self.source[last.end : span.start]
            if joined and span.kind == last.kind == kind and not between.strip(" ,"):
                joined[-1] = PrivateSpan(
                    kind, last.start, span.end, self.source[last.start : span.end]
                )
            else:
                joined.append(span)
        self.spans = joined

    def gap(self, before: int, after: int) -> str:
        """Return what stands between two words."""
        return self.source[self.said[before].end : self.said[after].start]
