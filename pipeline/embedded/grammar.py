"""What may be heard now: an `Expectation` as a grammar in the Java Speech Grammar Format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from domain.expectation import Expectation
from pipeline.embedded import vocabulary as vocab

Knows = Callable[[str], bool]
"""Whether the recogniser can hear a word."""

_DIGITS_HEARD_AT_ONCE: Final = 11
_LIKELY: Final = "/0.9/"
_UNLIKELY: Final = "/0.1/"
_NUMBER: Final = "<number>"
_SLOT: Final = re.compile(r"\{[^}]*\}|<[^>]*>|\b[a-z]{2,4}[-_ ]?\d[\d-]*\b|\d[\d,.-]*")
_REFERENCE: Final = re.compile(r"\bord[-_ ]?(?=\d)")
_WORD: Final = re.compile(r"[a-z][a-z']*|" + _NUMBER)
_CONTRACTED: Final = re.compile(r"\b([a-z]+)'(" + "|".join(vocab.CONTRACTIONS) + r")\b")
_SPELT: Final = " ".join(f"{letter}." for letter in "abcdefghijklmnopqrstuvwxyz").split()


@dataclass(frozen=True)
class Grammar:
    """A grammar ready for the recogniser.

    Attributes:
        jsgf: its text, which also serves as its identity.
        takes_parts: whether the beginning of a sentence is worth more than nothing.
    """

    jsgf: str
    takes_parts: bool


def grammar_for(expectation: Expectation, knows: Knows) -> Grammar:
    """The grammar for what is expected, of words that the recogniser knows.

    Every grammar also hears a yes, a no and the short requests that may come at any time (say it
    again, a person, goodbye), so a caller is never held to the question.
    """
    answers = dict.fromkeys(
        (*_ANSWERS[expectation.kind](expectation, knows), *_phrases(expectation.phrases, knows))
    )
    anytime = dict.fromkeys(_phrases((*vocab.YES, *vocab.NO, *vocab.SERVICE), knows))
    utterance = _one_of(anytime)
    if answers:
        utterance = f"{_LIKELY} {_one_of(answers)} | {_UNLIKELY} {utterance}"
    rules = [
        "#JSGF V1.0;",
        "grammar expected;",
        f"public <utterance> = {utterance};",
        f"<digit> = {' | '.join(vocab.DIGITS)};",
        # A loop, unlike the answers that are digits: every place it is used in is a copy of it.
        "<number> = <digit>+;",
        *_RULES.get(expectation.kind, ()),
    ]
    return Grammar("\n".join(rules), takes_parts=expectation.kind in {"free", "address"})


def _digits(expectation: Expectation, _knows: Knows) -> Iterable[str]:
    most = min(expectation.max_digits or _DIGITS_HEARD_AT_ONCE, _DIGITS_HEARD_AT_ONCE)
    yield f"[{_one_of(vocab.DIGIT_OPENINGS)}] {_up_to('<digit>', most)}"


def _date(_expectation: Expectation, _knows: Knows) -> Iterable[str]:
    yield f"[{_one_of(vocab.DATE_OPENINGS)}] <date>"


def _name(_expectation: Expectation, knows: Knows) -> Iterable[str]:
    names = [name for name in vocab.FIRST_NAMES if knows(name)]
    letters = [letter for letter in _SPELT if knows(letter)]
    yield f"[{_one_of(vocab.NAME_OPENINGS)}] {_one_of(names)}"
    # Letters need a word that announces them: left free, they win over nearly every name.
    yield f"[{_one_of(vocab.SPELLING_OPENINGS)}] {vocab.SPELT} {_one_of(letters)}+"


def _address(_expectation: Expectation, knows: Knows) -> Iterable[str]:
    streets = [street for street in vocab.STREETS if knows(street)]
    yield (
        f"<number> {_one_of(streets)} {_one_of(vocab.STREET_KINDS)}"
        f" [{_one_of(vocab.CITIES)} [{_one_of(vocab.STATES)}] [<number>]]"
    )
    yield f"{_one_of(vocab.CITIES)} [{_one_of(vocab.STATES)}] [<number>]"


def _free(expectation: Expectation, _knows: Knows) -> Iterable[str]:
    if any(_SLOT.search(phrase.lower()) for phrase in expectation.phrases):
        yield f"[{_one_of(vocab.REFERENCE_OPENINGS)}] {_NUMBER}"


def _nothing_more(_expectation: Expectation, _knows: Knows) -> Iterable[str]:
    return ()


_ANSWERS: Final[dict[str, Callable[[Expectation, Knows], Iterable[str]]]] = {
    "free": _free,
    "yes_no": _nothing_more,
    "choice": _free,
    "digits": _digits,
    "phone": _digits,
    "date": _date,
    "name": _name,
    "address": _address,
}


def _one_of(options: Iterable[str]) -> str:
    return f"({' | '.join(options)})"


@lru_cache(maxsize=64)
def _up_to(item: str, most: int) -> str:
    """One to `most` items. Nested, since a loop lets silence be heard as one digit more."""
    sequence = item
    for _ in range(most - 1):
        sequence = f"{item} [{sequence}]"
    return sequence


def _phrases(phrases: Iterable[str], knows: Knows) -> Iterable[str]:
    """The phrases of known words only; whatever is a number in one becomes any number."""
    for phrase in phrases:
        with_slots = _SLOT.sub(f" {_NUMBER} ", _REFERENCE.sub("order ", phrase.lower()))
        words = _WORD.findall(with_slots.replace("’", "'"))
        said = re.sub(r"\b(order|number) \1\b", r"\1", " ".join(words))
        if said and all(word == _NUMBER or knows(word) for word in said.split()):
            yield said
            if (in_full := _CONTRACTED.sub(_full, said)) != said:
                yield in_full


def _full(contracted: re.Match[str]) -> str:
    return f"{contracted[1]} {vocab.CONTRACTIONS[contracted[2]]}"


_YEAR: Final = (
    f"<year> = nineteen (oh <unit> | {_one_of(vocab.TEENS)} | <tens> [<unit>])"
    f" | two thousand [[and] (<unit> | {_one_of(vocab.TEENS)})]"
    f" | twenty (oh <unit> | {_one_of(vocab.TEENS)} | twenty [<unit>]);"
)
_RULES: Final = {
    "date": (
        f"<unit> = {' | '.join(vocab.DIGITS[2:])};",
        f"<tens> = {' | '.join(vocab.TENS)};",
        _YEAR,
        f"<month> = {' | '.join(vocab.MONTHS)};",
        f"<day> = {' | '.join(vocab.ORDINALS)} | (twenty | thirty) {_one_of(vocab.ORDINALS[:9])}"
        f" | {' | '.join((*vocab.DIGITS[2:], *vocab.TEENS))} | (twenty | thirty) [<unit>];",
        "<date> = <month> [the] <day> [<year>] | [the] <day> of <month> [<year>];",
    )
}
