"""Random private values in random spellings never come out of what a call takes in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.expectation import FREE, Expectation
from spoken.private import mask
from tests.privacy.leaks import leaks
from tests.privacy.said import ANYTHING, ASKED_FOR, Said
from tests.privacy.voices import a_call

MANY = settings(max_examples=400, deadline=None, derandomize=True)


@MANY
@given(ANYTHING)
def test_the_finder_would_find_each_of_them(said: Said) -> None:
    assert leaks(said.value, said.person)


@MANY
@given(ANYTHING)
def test_volunteered_when_nothing_was_asked(said: Said) -> None:
    call = a_call(FREE)
    assert leaks(call.hear(said.volunteered), said.person) == []
    assert leaks(call.glimpse(said.volunteered), said.person) == []


@MANY
@given(ASKED_FOR)
def test_given_as_an_answer(said: Said) -> None:
    call = a_call(Expectation(private=said.kind))
    masked = call.hear(said.asked)
    assert leaks(masked, said.person) == []
    assert call.private.get(said.kind) is not None


@MANY
@given(ASKED_FOR, st.sampled_from(["phone_number", "date_of_birth", "last_four", "address"]))
def test_given_when_something_else_was_asked(said: Said, asked: str) -> None:
    call = a_call(Expectation(private=asked))  # type: ignore[arg-type]  # kinds, drawn as texts
    assert leaks(call.hear(said.volunteered), said.person) == []


@MANY
@given(ANYTHING)
def test_masking_again_changes_nothing(said: Said) -> None:
    call = a_call(FREE)
    once = call.hear(said.volunteered)
    assert mask(once, None, call.today).text == once


@MANY
@given(ASKED_FOR, st.data())
def test_heard_in_pieces(said: Said, data: st.DataObject) -> None:
    """A recogniser may cut an answer anywhere between two words."""
    call = a_call(Expectation(private=said.kind))
    words = said.asked.split()
    cut = data.draw(st.integers(1, max(1, len(words) - 1)))
    pieces = [" ".join(words[:cut]), " ".join(words[cut:])]
    heard = " ".join(call.hear(piece) for piece in pieces if piece)
    told = call.masked(heard)
    # A lone word of a street or a single digit is no address and no number.
    person = replace(said.person, words=()) if said.kind == "address" else said.person
    assert leaks(told, person) == []
