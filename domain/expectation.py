"""What the conversation expects to hear next: read by the recogniser, the keypad and the masker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ExpectedKind = Literal["free", "yes_no", "digits", "date", "name", "phone", "address", "choice"]
PrivateKind = Literal[
    "phone_number", "date_of_birth", "last_four", "address", "card_number", "ssn", "email"
]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Set by whoever asked a question; `free` when nothing in particular is awaited.

    Attributes:
        kind: what an answer looks like.
        min_digits, max_digits: for digits, a phone number or a keyed date; None is no bound.
        phrases: wordings likely to be heard, for a grammar and for key terms.
        private: the private value being asked for; what is heard is masked as that.
        keys: what the keys 1, 2, … stand for, in words that can be said in their place.
    """

    kind: ExpectedKind = "free"
    min_digits: int | None = None
    max_digits: int | None = None
    phrases: tuple[str, ...] = ()
    private: PrivateKind | None = None
    keys: tuple[str, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether the keypad collects digits now (a `0` then belongs to them, not to a person)."""
        return self.kind in {"digits", "phone", "date"}


FREE = Expectation()
YES_NO = Expectation("yes_no")
