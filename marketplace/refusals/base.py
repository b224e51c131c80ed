"""The one shape in which a broken rule is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

_CHOICES_TO_SAY = 4
Fact = str | int | bool | Decimal | date | list[str] | None


class Refusal(Exception):
    """A rule was broken and nothing was done.

    Each rule is a subclass with its own `code` (for programs), `status` (HTTP) and `words` (one or
    two sentences that a voice can say as they stand). Facts are the particulars that a program may
    want; they never hold a private value.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 409
    words: ClassVar[str]

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.code)
        self.facts = facts

    @property
    def detail(self) -> str:
        """The sentence to say."""
        return self.words


class Listing(Refusal):
    """A refusal that names what there is instead, as long as it is little enough to say."""

    listed: ClassVar[str]
    lead: ClassVar[str]

    @property
    def detail(self) -> str:
        """The sentence to say, and up to four of the choices."""
        choices = self.facts.get(self.listed)
        if not isinstance(choices, list) or not choices or len(choices) > _CHOICES_TO_SAY:
            return self.words
        return f"{self.words} {self.lead} {', or '.join(choices)}."


class NotFound(Refusal):
    """It does not exist, or it belongs to somebody else: the two sound the same."""

    status = 404
    words = "I can't find that."


class Unprocessable(Refusal):
    """The request makes no sense as it stands."""

    status = 422
