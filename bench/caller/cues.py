"""What a caller answers to what was heard: a small table of cues, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bench.caller.goal import Wish
from bench.caller.people import Person
from spoken.dates import birth_date
from spoken.numbers import digits


@dataclass(frozen=True, slots=True)
class Speak:
    """The caller says this."""

    words: str


@dataclass(frozen=True, slots=True)
class Press:
    """The caller keys this in."""

    keys: str


Reply = Speak | Press
YES, NO = Speak("yes"), Speak("no")


def _confirm(right: bool) -> Reply:
    return YES if right else NO


def identity(heard: str, who: Person, today: date) -> Reply | None:
    """The answer to a question of the identity check."""
    text = heard.lower()
    for cue, answer in _IDENTITY:
        if re.search(cue, text):
            return answer(text, who, today)
    return None


def wish(heard: str, wanted: Wish) -> Reply | None:
    """The answer to a question about what the caller wants."""
    text = heard.lower()
    if "shall i do that" in text:
        return _confirm(all(words.lower() in text for words in wanted.proposed))
    if re.search(r"which order|order number|which order or return", text):
        return Press(f"{wanted.order}#")
    if re.search(r"why would you like|what's the reason|what is the reason", text):
        return Speak("changed my mind")
    if re.search(r"opened or used", text):
        return NO
    return None


_Answer = Callable[[str, Person, date], Reply]
_IDENTITY: tuple[tuple[str, _Answer], ...] = (
    (r"first name", lambda _t, who, _d: Speak(f"my name is {who.first_name}")),
    (
        r"(i have|calling from) .*(right|account\?)",
        lambda t, who, _d: _confirm(digits(t) == who.phone_number.removeprefix("+1")),
    ),
    (r"phone number on your account", lambda _t, who, _d: Press(who.phone_keys)),
    (
        r"that's .*right\?",
        lambda t, who, d: _confirm(
            birth_date(t.partition("that's")[2].partition(".")[0], d) == who.date_of_birth
        ),
    ),
    (r"date of birth", lambda _t, who, _d: Press(who.birth_keys)),
    (
        r"last four of your .* are",
        lambda t, who, _d: _confirm(digits(t.partition(" are ")[2]) == who.card_last_four),
    ),
    (r"is that your social security number, or", lambda _t, _w, _d: Speak("my credit card")),
    (r"last four digits", lambda _t, who, _d: Press(who.card_last_four)),
    (r"address on file is", lambda _t, _w, _d: YES),
    (r"would you like to join", lambda _t, _w, _d: Speak("no thanks")),
)
