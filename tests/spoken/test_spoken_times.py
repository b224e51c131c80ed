"""Times of day: which of some free times is meant, and how a time is said."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken import say
from spoken.times import time_meant

FREE = [time(hour) for hour in range(9, 18)]
HALVES = [time(hour, minute) for hour in range(8, 20) for minute in (0, 15, 30, 45)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nine", time(9)),
        ("at three please", time(15)),
        ("2 pm", time(14)),
        ("2 P.M. would be great", time(14)),
        ("14:00", time(14)),
        ("10:00:00", time(10)),
        ("ten o'clock", time(10)),
        ("four in the afternoon", time(16)),
        ("on Thursday at nine", time(9)),
        ("noon", time(12)),
        ("twelve", time(12)),
        ("in the morning", time(9)),
        ("the afternoon is better", time(12)),
        ("the earliest", time(9)),
        ("the first one", time(9)),
        ("the last one", time(17)),
        ("whenever", time(9)),
        ("seven", None),
        ("9 pm", None),
        ("half past two", None),
        ("yes", None),
        ("", None),
    ],
)
def test_the_free_time_that_is_meant(said: str, meant: time | None) -> None:
    assert time_meant(said, FREE) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("half past two", time(14, 30)),
        ("quarter to nine in the morning", time(8, 45)),
        ("a quarter past eleven", time(11, 15)),
        ("two thirty", time(14, 30)),
        ("9:15", time(9, 15)),
    ],
)
def test_times_between_the_hours(said: str, meant: time) -> None:
    assert time_meant(said, HALVES) == meant


@given(st.sampled_from(HALVES))
def test_what_is_said_is_heard_again(at: time) -> None:
    assert time_meant(say.clock(at), HALVES) == at


@given(st.text(max_size=40))
def test_any_words_mean_a_free_time_or_none(text: str) -> None:
    assert time_meant(text, FREE) in {None, *FREE}
