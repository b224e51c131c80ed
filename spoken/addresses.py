"""Postal addresses of the United States, typed or spoken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spoken.numbers import figures
from spoken.numerals import Numeral, numerals
from spoken.states import state_ending
from spoken.words import Token, plain, tokens, words

STREET_WORDS: Final = {
    "street": "st",
    "avenue": "ave",
    "road": "rd",
    "lane": "ln",
    "drive": "dr",
    "boulevard": "blvd",
    "court": "ct",
    "place": "pl",
    "terrace": "ter",
    "circle": "cir",
    "parkway": "pkwy",
    "highway": "hwy",
    "square": "sq",
    "way": "wy",
    "trail": "trl",
    "crescent": "cres",
    "plaza": "plz",
    "loop": "lp",
    "broadway": "bway",
}
"""What a street is called, with an abbreviation."""

STREET_NAMES: Final = frozenset(STREET_WORDS) | frozenset(STREET_WORDS.values())
UNIT_WORDS: Final = frozenset(
    {"apt", "apartment", "unit", "suite", "ste", "floor", "room", "lot", "number"}
)
_ZIP_WORDS: Final = frozenset({"zip", "code", "zipcode", "postal", "postcode", "is", "and", "the"})
_POLITE: Final = frozenset({"please", "thanks", "thank", "you", "usa", "us", "united", "states"})
_DIRECTIONS: Final = {"north": "n", "south": "s", "east": "e", "west": "w"}
_BOX: Final = re.compile(r"\bp\W{0,2}o\W{0,2}\s?box\s*$", re.IGNORECASE)
_ZIP_LENGTHS: Final = frozenset({5, 9})
_INITIAL: Final = re.compile(r"(?<![\w'’])[^\W\d_]")
_DIGIT_GAP: Final = re.compile(r"(?<=\d)[ -](?=\d)")
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address: street with house number and unit, city, state as postal code, ZIP code."""

    street: str
    city: str
    state: str
    postal_code: str

    def same_place(self, other: "PostalAddress") -> bool:
        """Whether both mean one place, however the street is abbreviated or written."""
        return _key(self) == _key(other)

    def __str__(self) -> str:
        """Return it in one line, as it is written on a letter."""
        return f"{self.street}, {self.city}, {self.state} {self.postal_code}"


def address(text: str) -> PostalAddress | None:
    """Return the address in the text, or None unless street, city, state and ZIP code are there."""
    source = plain(text)
    if len(source) > _LONGEST:
        return None
    said = tokens(source)
    while said and said[-1].word in _POLITE:
        said.pop()
    numbers = numerals(source, said)
    postal_code, zip_first = _postal_code(said, numbers)
    state = state_ending([token.word for token in said], zip_first) if postal_code else None
    if state is None:
        return None
    state_first, code = state
    body = _split(source, said[:state_first], numbers)
    return None if body is None else PostalAddress(*body, code, postal_code)


def _postal_code(said: Sequence[Token], numbers: Sequence[Numeral]) -> tuple[str, int]:
    """Return the ZIP code that ends the words and where what it follows stops."""
    stop, digits = len(said), ""
    for number in reversed(numbers):
        if number.stop != stop or number.ordinal:
            break
        stop, digits = number.first, number.digits + digits
    while stop and said[stop - 1].word in _ZIP_WORDS:
        stop -= 1
    if len(digits) not in _ZIP_LENGTHS:
        return "", stop
    return (f"{digits[:5]}-{digits[5:]}" if digits[5:] else digits), stop


def _split(
    source: str, said: Sequence[Token], numbers: Sequence[Numeral]
) -> tuple[str, str] | None:
    """Return street and city from the words between greeting and state."""
    house = [n for n in numbers if n.stop <= len(said) and not n.ordinal][:1]
    if not house:
        return None
    for number in numbers:
        if number.first == house[-1].stop and not number.ordinal:
            house.append(number)
    street_stop = _street_stop(source, said, house[-1].stop)
    if street_stop is None or street_stop >= len(said):
        return None
    digits = "".join(number.digits for number in house)
    box = _BOX.search(source[: house[0].start])
    rest = source[house[-1].end : said[street_stop - 1].end]
    street = (
        ("PO Box " if box else "")
        + digits
        + _written(_DIGIT_GAP.sub("", figures(rest)).rstrip(" ,"))
    )
    city = _written(source[said[street_stop].start : said[-1].end])
    return street, city


def _street_stop(source: str, said: Sequence[Token], first: int) -> int | None:
    """Return the word at which the street ends and the city begins."""
    commas = [
        at
        for at in range(first, len(said))
        if at and "," in source[said[at - 1].end : said[at].start]
    ]
    if commas:
        return _after_unit(said, commas[-1])
    named = first + 1
    while named < len(said) and said[named].word not in STREET_NAMES:
        named += 1
    while named + 1 < len(said) and said[named + 1].word in STREET_NAMES:
        named += 1
    return _after_unit(said, named + 1) if named < len(said) else None


def _after_unit(said: Sequence[Token], at: int) -> int:
    """Return the word after an apartment that begins at word `at`, or `at` itself."""
    if at < len(said) and said[at].word in UNIT_WORDS:
        return at + 2
    if at < len(said) and said[at].is_figure:
        return at + 1
    return at


def _written(said: str) -> str:
    """Return spoken words with capitals; typed ones stay as they are."""
    words_ = " ".join(said.split())
    spaced = (" " if said[:1].isspace() and words_ else "") + words_
    if spaced.lower() != spaced:
        return spaced
    return _INITIAL.sub(lambda match: match.group().upper(), spaced)


def _key(place: PostalAddress) -> tuple[list[str], list[str], str, str]:
    short = STREET_WORDS | _DIRECTIONS
    street = [short.get(word, word) for word in words(place.street) if word not in UNIT_WORDS]
    return street, words(place.city), place.state.upper(), place.postal_code[:5]
