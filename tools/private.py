"""Private values: taken out of the caller's words by code, put back only where code needs them.

A placeholder such as `<date_of_birth>` stands for the value everywhere else: in the chat context,
in what a language model sees and passes to tools, in logs and on the timeline. The values live
here, in memory, and are erased once they have been matched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from domain.expectation import Expectation, PrivateKind
from spoken import private as recognise
from tools.corrections import corrected_end

PLACEHOLDER = re.compile(r"<(" + "|".join(get_args(PrivateKind)) + r")>")

_WHOLE: dict[PrivateKind, re.Pattern[str]] = {
    "phone_number": re.compile(r"\+\d+"),
    "date_of_birth": re.compile(r"\d{4}-\d\d-\d\d"),
    "last_four": re.compile(r"\d{4}"),
}
"""What a value looks like that was said to its end; a part of one is kept as it was said."""


def placeholder(kind: PrivateKind) -> str:
    """What stands for a private value of that kind."""
    return f"<{kind}>"


@dataclass(slots=True)
class Vault:
    """The private values heard in one conversation, the last of each kind."""

    _values: dict[PrivateKind, str] = field(default_factory=dict, repr=False)
    _segments: list[str] = field(default_factory=list, repr=False)

    def begin_turn(self) -> None:
        """Forgets the words of the turn before; its values stay."""
        self._segments.clear()

    def mask(self, text: str, expecting: Expectation, today: date) -> str:
        """Takes the private values out of a piece of what the caller said or typed.

        A recogniser may deliver one date or number in several pieces, so the value kept is the
        one that the pieces of this turn make together.
        """
        corrected = corrected_end(text, expecting.private, self._values)
        if corrected is not None:
            self._values[corrected.kind] = corrected.value
            around = (text[: corrected.start], text[corrected.stop :])
            before, after = (recognise.mask(part, None, today).text for part in around)
            return f"{before}{placeholder(corrected.kind)}{after}"
        masked = recognise.mask(text, expecting.private, today)
        self._segments.append(text)
        whole = (
            recognise.mask(" ".join(self._segments), expecting.private, today)
            if len(self._segments) > 1
            else masked
        )
        self._values.update(masked.values)
        self._values.update(whole.values)
        return masked.text

    def glimpse(self, text: str, expecting: Expectation, today: date) -> str:
        """Masks words that are not final yet, without keeping anything of them."""
        return recognise.mask(text, expecting.private, today).text

    def keep(self, kind: PrivateKind, value: str) -> str:
        """Keeps a value that did not come as words (keyed, or given by the line)."""
        self._values[kind] = value
        return placeholder(kind)

    def get(self, kind: PrivateKind) -> str | None:
        """The last value heard of that kind."""
        return self._values.get(kind)

    def half_said(self, kind: PrivateKind) -> bool:
        """Whether only a part of the value was heard so far in this turn."""
        value = self._values.get(kind)
        whole = _WHOLE.get(kind)
        return bool(self._segments and value and whole and not whole.fullmatch(value))

    def erase(self, *kinds: PrivateKind) -> None:
        """Forgets values: after a match, or when they have become too old."""
        for kind in kinds:
            self._values.pop(kind, None)
        self._segments.clear()


def mask_free(text: str, today: date) -> str:
    """Masks words of which nobody keeps the values: what a model wrote, what goes on a record."""
    return recognise.mask(text, None, today).text
