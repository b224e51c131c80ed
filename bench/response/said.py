"""What callers of the bench say, and what they want to measure with it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a turn measures, as whoever reads the table calls it."""

    PLAIN = "without a tool"
    QUICK_TOOL = "with a quick tool"
    SLOW_TOOL = "with a slow tool"
    LONG = "has much explained"
    NUMBER = "asks for a number"


SENTENCES = {
    Kind.PLAIN: "do you have other colours",
    Kind.QUICK_TOOL: "how many are there",
    Kind.SLOW_TOOL: "how many in the other shop",
    Kind.LONG: "tell me all about it please",
    Kind.NUMBER: "I would like to leave my number",
}


def kind_of(words: str) -> Kind:
    """What was wanted; unknown words are answered plainly."""
    said = {sentence: kind for kind, sentence in SENTENCES.items()}
    return said.get(words, Kind.PLAIN)
