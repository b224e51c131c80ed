"""Whoever asks not to be called is heard, whatever else is going on; and nobody else is."""

from __future__ import annotations

import pytest

from pipeline.embedded.greetings import LONG, category
from spoken.refusals import wants_no_calls


@pytest.mark.parametrize(
    "words",
    [
        "stop calling me",
        "Please don't call me again.",
        "do not ever call this number again",
        "never call me",
        "take me off your calling list",
        "Remove my number from your list, please.",
        "put me on the do not call list",
        "Don't call us any more!",
    ],
)
def test_it_is_asked_not_to_be_called(words: str) -> None:
    assert wants_no_calls(words)


@pytest.mark.parametrize(
    "words",
    [
        "don't call me Bob",
        "can you call me back",
        "please don't call me back before noon",
        "take the lamp off my wish list",
        "stop the order",
        "never mind",
        "call me again tomorrow",
    ],
)
def test_it_is_not(words: str) -> None:
    assert not wants_no_calls(words)


@pytest.mark.parametrize(
    ("greeting", "seconds", "who"),
    [
        ("hello", 0.8, "human"),
        ("this is john", 1.5, "human"),
        ("", LONG, "machine-vm"),
        ("please leave a message after the beep", 3.0, "machine-vm"),
        ("I'm not available right now", 2.0, "machine-vm"),
        ("the mailbox is full and cannot take messages", 5.0, "machine-unavailable"),
    ],
)
def test_a_recorded_greeting_is_told_by_its_words_or_its_length(
    greeting: str, seconds: float, who: str
) -> None:
    assert category(greeting, seconds) == who
