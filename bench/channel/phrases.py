"""What callers say at each point of a call, and what it must be understood as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from domain.expectation import YES_NO, Expectation
from spoken.answers import answer, is_goodbye, offer_response, wants_person, wants_repeat
from spoken.names import first_name
from spoken.numbers import digits
from tools.identity import EXPECTED, Step
from tools.identity_values import WHICH_NUMBER_EXPECTED, last_four_kind

Meaning = Callable[[str], object]


@dataclass(frozen=True)
class Phrase:
    """Something that a caller says.

    Attributes:
        words: as spoken.
        means: reads the meaning out of words; it counts as understood where what was heard means
            the same as what was said.
        expectation: what the conversation expects then; None for a wish said to an agent.
    """

    words: str
    means: Meaning
    expectation: Expectation | None


def phrases(route: Callable[[str], str | None]) -> tuple[Phrase, ...]:
    """All of them; `route` tells which agent a wish leads to."""
    said: tuple[tuple[Meaning, Expectation | None, tuple[str, ...]], ...] = (
        (first_name, EXPECTED[Step.FIRST_NAME], ("my name is john", "it's sarah")),
        (answer, YES_NO, ("yes", "that is right", "yes please", "no", "no thank you")),
        (digits, EXPECTED[Step.LAST_FOUR], ("four two four two", "nine zero one two")),
        (last_four_kind, WHICH_NUMBER_EXPECTED, ("my credit card", "my social security number")),
        (offer_response, EXPECTED[Step.RESPONSE], ("no thanks", "remind me later")),
        (wants_person, None, ("i want to speak to a person",)),
        (wants_repeat, None, ("could you repeat that",)),
        (is_goodbye, None, ("goodbye",)),
        (route, None, WISHES),
    )
    return tuple(
        Phrase(words, means, expectation) for means, expectation, texts in said for words in texts
    )


WISHES: Final = (
    *("where is my order", "cancel my order", "i want to return my graphics card"),
    *("i want a refund", "do you have any promotions right now", "lock my account"),
    *("i have a question about a book", "how much is left on my gift card"),
)
"""In words that agents declare: the embedded recogniser listens for those."""
