"""Rows of numbers that belong together: a phone number said in three breaths is one row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spoken.numerals import Numeral
from spoken.words import Token

# What people say inside a long number without ending it.
_WITHIN: Final = frozenset(
    {"dash", "hyphen", "dot", "point", "space", "slash", "uh", "um", "uhm", "er", "then", "area"}
    | {"code", "comma", "pause", "and"}
)
_LONGEST_GAP: Final = 3
_CURRENCY: Final = "$€£¥"


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers in a row, `text[start:end]`."""

    numbers: tuple[Numeral, ...]

    @property
    def digits(self) -> str:
        """All digits of the row."""
        return "".join(number.digits for number in self.numbers)

    @property
    def start(self) -> int:
        """Where the row begins in the text."""
        return self.numbers[0].start

    @property
    def end(self) -> int:
        """Where the row ends in the text."""
        return self.numbers[-1].end


def runs(text: str, said: Sequence[Token], numbers: Sequence[Numeral]) -> list[Run]:
    """Join numbers that have only punctuation, or a word like "dash", between them."""
    rows: list[list[Numeral]] = []
    for number in numbers:
        if rows and _goes_on(text, said, rows[-1][-1], number):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [Run(tuple(row)) for row in rows]


def _goes_on(text: str, said: Sequence[Token], before: Numeral, after: Numeral) -> bool:
    if after.first - before.stop > _LONGEST_GAP:
        return False
    between = all(token.word in _WITHIN for token in said[before.stop : after.first])
    return between and not any(sign in text[before.end : after.start] for sign in _CURRENCY)
