"""What a caller answers to what was heard: a small table of cues, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bench.caller.goal import Wish
from bench.caller.people import Person
from spoken.dates import birth_date
from spoken.keyed_names import keys_of
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
CARD, NO_THANKS = Speak("my credit card"), Speak("no thanks")
NAME = "my name is"


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
        fits = all(words.lower() in text for words in wanted.proposed)
        return _confirm(bool(wanted.proposed) and fits)
    if re.search(r"which order|order number|which order or return", text):
        return Press(f"{wanted.order}#")
    if re.search(r"why would you like|what's the reason|what is the reason", text):
        return Speak("changed my mind")
    if re.search(r"opened or used", text):
        return NO
    return None


def by_keypad(reply: Reply | None, heard: str, who: Person, wanted: Wish | None) -> Reply | None:
    """The same answer with the keys, where there is a way to give it so."""
    text = heard.lower()
    if "press one for tracking an order" in text and wanted is not None:
        return Press("2" if wanted.proposed else "1")
    if "key in the digits" in text and wanted is not None:
        return Press(f"{wanted.order}#")
    if reply in (YES, NO) and re.search(r"right\?|account\?|shall i do that|one for yes", text):
        return Press("1" if reply == YES else "2")
    if reply in (CARD, NO_THANKS):
        return Press("2")
    if isinstance(reply, Speak) and reply.words.startswith(NAME):
        return Press(f"{keys_of(who.first_name)}#")
    return reply


_Answer = Callable[[str, Person, date], Reply]
_IDENTITY: tuple[tuple[str, _Answer], ...] = (
    (r"first name", lambda _t, who, _d: Speak(f"{NAME} {who.first_name}")),
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
    (r"is that your social security number, or", lambda _t, _w, _d: CARD),
    (r"last four digits", lambda _t, who, _d: Press(who.card_last_four)),
    (r"address on file is", lambda _t, _w, _d: YES),
    (r"would you like to join", lambda _t, _w, _d: NO_THANKS),
)
