"""A pause in the middle of something is not the end of it."""

from __future__ import annotations

import pytest

from agents import pauses
from domain.expectation import FREE, Expectation
from tests.house import TestHouse
from tests.scripted import Says
from tests.turns.line import Line, calling

PHONE = Expectation("phone", 10, 10, private="phone_number")
BORN = Expectation("date", 8, 8, private="date_of_birth")
LAST_FOUR = Expectation("digits", 4, 4, private="last_four")
USUAL = (0.1, 0.2)


def allowed(line: Line) -> tuple[float, float]:
    """How long the caller may be silent, at least and at most."""
    options = line.session.options.endpointing
    return options["min_delay"], options["max_delay"]


@pytest.mark.parametrize(
    ("expected", "pieces"),
    [
        (PHONE, ("four one five", "five five five", "zero one zero zero")),
        (PHONE, ("my number is 415", "555 0100")),
        (BORN, ("March", "fifteenth", "nineteen eighty five")),
        (LAST_FOUR, ("four two", "four two")),
        (FREE, ("I want to return my", "graphics card")),
        (FREE, ("well, um", "where is my order")),
    ],
)
async def test_what_is_said_in_pieces_is_one_turn(
    house: TestHouse, expected: Expectation, pieces: tuple[str, ...]
) -> None:
    async with calling(house) as line:
        line.model.forever = Says("Thank you.")
        line.call.expect(expected)
        for piece in pieces[:-1]:
            line.says(piece)
            await line.until(lambda: allowed(line) > USUAL)
            # Longer than the usual pause, after which the turn would be over.
            await line.never(lambda: line.said[-1][0] == "user", seconds=2 * USUAL[1])
        line.says(pieces[-1])
        await line.until(lambda: line.said[-1] == ("assistant", "Thank you."))
        assert [who for who, _ in line.said] == ["assistant", "user", "assistant"]
        assert allowed(line) == USUAL


async def test_a_value_that_stays_half_said_ends_all_the_same(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pauses, "IN_A_VALUE", 0.3)
    async with calling(house) as line:
        line.model.forever = Says("And the rest?")
        line.call.expect(PHONE)
        line.says("four one five")
        await line.until(lambda: line.said[-1] == ("assistant", "And the rest?"))
        assert allowed(line) == USUAL
