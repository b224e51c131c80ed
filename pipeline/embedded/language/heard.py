"""A text as it is heard by someone who expects a certain tool to be asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.embedded.language.mentions import Carrier, mention, mentions, without_references
from spoken import codes, garments, lengths, numbers, prices

_DETERMINED = re.compile(
    r"\b(?:the|my|a|an|this|that|these|those|both|one|two|three|four|five|\d+)\s+$", re.IGNORECASE
)
_COUNT = re.compile(r"^\d+ (?:(?:pieces?|pairs?|copies|units) of )?(?=[a-z])", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:\b(?:under|below|over|above|around|about|up to|at most|at least|less than|more than|"
    r"cheaper than)\s+)?"
    r"(?:[$€£]\s?\d[\d,.]*|\b(?:\d[\d,.]*|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:[\s-]+(?:and|one|"
    r"two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand))*)\s*(?:dollars?|bucks?|usd|cents?)\b|\b\d+\.\d\d\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, and what is needed to read values out of it.

    Attributes:
        carrier: How one asks for the tool whose arguments are read.
        numbered: What carries a number there: "flight", "order".
        choosable: Phrases of the tool's closed sets: "gift card" may be a way to pay.
        options: What the caller was offered to choose from.
        beside: Kinds of values that the tool takes beside the thing: a size, a length.
        counted: Whether it takes how many there are to be: "fifty" names no "fifty tables" then.
        aside: Words of the question itself, which never name the thing: "pages", "audiobook".
    """

    text: str
    carrier: Carrier
    today: date
    numbered: tuple[str, ...] = ()
    choosable: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    aside: tuple[str, ...] = ()
    counted: bool = False

    @property
    def unnumbered(self) -> str:
        """The text without order numbers and the like, and without what stands beside a thing."""
        text = self.text
        if self.beside & {"size", "color", "item-swap"}:
            text = garments.without_version(text)
        if self.beside & {"at-most", "at-least"}:
            text = prices.without_range(text)
        if "length" in self.beside:
            text = lengths.without_lengths(text)
        if "promotion-code" in self.beside:
            text = codes.without_codes(text)
        if self.aside:
            words = "|".join(map(re.escape, self.aside))
            text = re.sub(rf"\b(?:{words})\b", " ", text, flags=re.IGNORECASE)
        return without_references(text, self.numbered)

    @property
    def without_amounts(self) -> str:
        """The text without amounts of money, which are neither references nor names."""
        return _AMOUNT.sub(" ", self.text)

    @property
    def thing(self) -> str | None:
        """What the text names, unless that is one of the choices."""
        found = mention(_AMOUNT.sub(" ", self.unnumbered), self.carrier)
        if found and self.counted:
            found = _COUNT.sub("", numbers.figures(found)) or None
        return None if found is None or found.lower() in self.choosable else found

    @property
    def plain_thing(self) -> str | None:
        """The first thing that stands there as one, such as "my headphones"; else any."""
        named = mentions(_AMOUNT.sub(" ", self.unnumbered), self.carrier)
        plain = (n for n in named if self.names_plainly(n) and n.lower() not in self.choosable)
        return next(plain, self.thing)

    def names_plainly(self, thing: str) -> bool:
        """Whether a thing stands there as one: "return the lamp", not "return it, I hate lamps"."""
        before, named, _ = self.text.partition(thing)
        return bool(named) and _DETERMINED.search(before) is not None
