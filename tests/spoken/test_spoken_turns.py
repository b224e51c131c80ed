"""Signs of listening, and words after which more is sure to come."""

import pytest

from spoken.backchannels import is_backchannel
from spoken.unfinished import is_unfinished


@pytest.mark.parametrize(
    "said", ["uh-huh", "Uh huh.", "mm-hmm", "Mhm", "hmm", "mm", "um", "Oh.", "ah, uh-huh"]
)
def test_a_sound_is_never_a_turn_over_somebody_elses_words(said: str) -> None:
    assert is_backchannel(said, answering=True)
    assert is_backchannel(said, answering=False)


@pytest.mark.parametrize("said", ["okay", "Yeah, okay.", "right, I see", "got it", "uh-huh, sure"])
def test_a_word_may_be_an_answer_where_one_is_awaited(said: str) -> None:
    assert is_backchannel(said, answering=False)
    assert not is_backchannel(said, answering=True)


@pytest.mark.parametrize(
    "said", ["okay stop", "no", "wait", "uh, where is it", "I see a problem", "rightly", "", "42"]
)
def test_whatever_else_is_said_interrupts(said: str) -> None:
    assert not is_backchannel(said, answering=False)


@pytest.mark.parametrize(
    "said",
    [
        "my number is",
        "I want to return my",
        "the lamp and",
        "well, um",
        "I'd like to",
        "it's",
        "so,",
    ],
)
def test_more_is_sure_to_come(said: str) -> None:
    assert is_unfinished(said)


@pytest.mark.parametrize(
    "said",
    [
        "where it is",
        "I don't want to",
        "turn it on",
        "yes",
        "the blue one",
        "is it Ann",
        "",
        "sand",
    ],
)
def test_what_may_be_the_end_is_taken_for_it(said: str) -> None:
    assert not is_unfinished(said)
