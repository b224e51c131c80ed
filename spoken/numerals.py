"""The grammar of said numbers: which words of a text are numbers, and which digits they stand for.

Everything else about numbers is built on `numerals`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spoken.number_words import (
    FRACTIONS,
    GLUED,
    GLUED_PART,
    OHS,
    ORDINAL_ENDINGS,
    ORDINAL_UNITS,
    ORDINALS,
    REPEATS,
    SCALES,
    TEENS,
    TENS,
    UNITS,
    WORDS,
    ZEROS,
)
from spoken.words import Token

_JOINT: Final = re.compile(r"[\s\-‐‑‒–—]{0,3}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One said number: `digits` as it would be written, over `tokens[first:stop]`."""

    digits: str
    first: int
    stop: int
    start: int
    end: int
    ordinal: bool = False

    @property
    def value(self) -> int:
        """The number itself; a very long row of figures counts by its first hundred digits."""
        return int(self.digits[:100])


def numerals(text: str, said: Sequence[Token], *, years: bool = False) -> list[Numeral]:
    """Return every number in the text, in order.

    With `years`, "twenty two thousand" is twenty and then two thousand, as in a date of birth.
    """
    return _Reader(text, said, years=years).read()


class _Reader:
    """One pass over the tokens; each method returns what it read and where it stopped."""

    def __init__(self, text: str, said: Sequence[Token], *, years: bool) -> None:
        self._text = text
        self._said = said
        self._years = years

    def read(self) -> list[Numeral]:
        found: list[Numeral] = []
        at = 0
        while at < len(self._said):
            stop = self._ohs(at)
            if stop > at:
                if self._are_zeros(at, stop, found):
                    found.extend(self._made("0", place, place + 1) for place in range(at, stop))
                at = stop
            elif (numeral := self._numeral(at)) is not None:
                found.append(numeral)
                at = numeral.stop
            else:
                at += 1
        return found

    def _word(self, at: int) -> str:
        return self._said[at].word if at < len(self._said) else ""

    def _joined(self, at: int) -> bool:
        """Whether token `at` follows the one before it with nothing but a space or hyphen."""
        if not 0 < at < len(self._said):
            return False
        gap = self._text[self._said[at - 1].end : self._said[at].start]
        return _JOINT.fullmatch(gap) is not None

    def _made(self, digits: str, first: int, stop: int, *, ordinal: bool = False) -> Numeral:
        return Numeral(
            digits, first, stop, self._said[first].start, self._said[stop - 1].end, ordinal
        )

    def _ohs(self, at: int) -> int:
        """Return where a row of "oh" that begins here ends."""
        stop = at
        while self._word(stop) in OHS and (stop == at or self._joined(stop)):
            stop += 1
        return stop

    def _are_zeros(self, at: int, stop: int, found: Sequence[Numeral]) -> bool:
        after_number = bool(found) and found[-1].stop == at and self._joined(at)
        before_number = self._joined(stop) and self._numeral(stop) is not None
        # "OH 43215" is Ohio.
        if before_number and self._said[stop].is_figure and len(self._word(stop)) > 2:
            before_number = False
        return after_number or before_number or (stop - at > 1 and self._word(at) == "oh")

    def _numeral(self, at: int) -> Numeral | None:
        word = self._word(at)
        if word in REPEATS:
            return self._repeated(at)
        if word in ZEROS:
            return self._made("0", at, at + 1)
        if word in ORDINALS:
            return self._made(str(ORDINALS[word]), at, at + 1, ordinal=True)
        if word and self._said[at].is_figure:
            return self._figure(at)
        if word in UNITS or word in TEENS or word in TENS:
            return self._number(at)
        if word == "a" and self._word(at + 1) in SCALES:
            return self._scaled(1, at, at + 1)
        return self._glued(at)

    def _glued(self, at: int) -> Numeral | None:
        if not GLUED.fullmatch(self._word(at)):
            return None
        digits = ""
        for part in GLUED_PART.finditer(self._word(at)):
            tens, unit = part.groups()
            digits += str(TENS[tens] + UNITS.get(unit, 0) if tens else WORDS[part.group()])
        return self._made(digits, at, at + 1)

    def _repeated(self, at: int) -> Numeral | None:
        word = self._word(at + 1)
        if word in ZEROS or word in OHS:
            digit = "0"
        elif word in UNITS:
            digit = str(UNITS[word])
        elif len(word) == 1 and word.isdecimal():
            digit = word
        else:
            return None
        return self._made(digit * REPEATS[self._word(at)], at, at + 2)

    def _figure(self, at: int) -> Numeral:
        digits = self._word(at)
        if self._word(at + 1) in ORDINAL_ENDINGS and self._said[at].end == self._said[at + 1].start:
            return self._made(digits, at, at + 2, ordinal=True)
        if len(digits) <= 3 and self._word(at + 1) in SCALES and self._joined(at + 1):
            return self._scaled(int(digits), at, at + 1)
        return self._made(digits, at, at + 1)

    def _small(self, at: int) -> tuple[int, int] | None:
        """Read one to ninety-nine in words."""
        word = self._word(at)
        if word in TENS:
            unit = UNITS.get(self._word(at + 1))
            year_follows = self._years and unit == 2 and self._word(at + 2) == "thousand"
            if unit is None or year_follows or not self._joined(at + 1):
                return TENS[word], at + 1
            return TENS[word] + unit, at + 2
        value = UNITS.get(word) or TEENS.get(word)
        return None if value is None else (value, at + 1)

    def _number(self, at: int) -> Numeral | None:
        word = self._word(at)
        ordinal = ORDINAL_UNITS.get(self._word(at + 1))
        if word in TENS and ordinal is not None and self._joined(at + 1):
            return self._made(str(TENS[word] + ordinal), at, at + 2, ordinal=True)
        small = self._small(at)
        if small is None:
            return None
        value, stop = small
        if self._word(stop) in SCALES and self._joined(stop):
            return self._scaled(value, at, stop)
        return self._made(str(value), at, stop)

    def _scaled(self, value: int, at: int, scale: int) -> Numeral:
        """Read on from a first factor whose scale word, hundred or thousand, is at `scale`."""
        stop = scale + 1
        if self._word(scale) == "hundred":
            value, stop = self._with_rest(value * 100, stop)
            if self._word(stop) != "thousand" or not self._joined(stop):
                return self._made(str(value), at, stop)
            stop += 1
        value *= 1000
        linked = self._word(stop) == "and"
        rest = self._hundreds(stop + 1 if linked else stop)
        if linked and self._is_fraction(stop + 1):
            rest = None
        if rest is not None and self._joined(stop):
            value, stop = value + rest[0], rest[1]
        return self._made(str(value), at, stop)

    def _hundreds(self, at: int) -> tuple[int, int] | None:
        """Read what may follow a thousand: one to nine hundred and ninety-nine."""
        small = self._small(at)
        if small is None or not self._joined(at):
            return None
        value, stop = small
        if value < 10 and self._word(stop) == "hundred" and self._joined(stop):
            return self._with_rest(value * 100, stop + 1)
        return None if self._digit_follows(stop) and value < 10 and self._bare(at) else small

    def _with_rest(self, value: int, at: int) -> tuple[int, int]:
        """Add the tens and units after a hundred, unless single digits go on as in a number."""
        linked = self._word(at) == "and"
        rest = self._small(at + 1 if linked else at)
        if rest is None or not self._joined(at) or (linked and not self._joined(at + 1)):
            return value, at
        if linked and self._is_fraction(at + 1):
            return value, at
        if rest[0] < 10 and not linked and self._digit_follows(rest[1]):
            return value, at
        return value + rest[0], rest[1]

    def _is_fraction(self, at: int) -> bool:
        """Whether word `at` counts parts: "five hundred and one eighth"."""
        return self._word(at + 1) in FRACTIONS

    def _bare(self, at: int) -> bool:
        return self._word(at - 1) != "and"

    def _digit_follows(self, at: int) -> bool:
        word = self._word(at)
        return self._joined(at) and (word in UNITS or word in ZEROS or word in OHS)
