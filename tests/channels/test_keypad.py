"""What keys come to: entries, corrections, and the 0 that asks for a person."""

from __future__ import annotations

import asyncio

import pytest

from channels.voice import keypad as keypads
from channels.voice.keypad import Keypad
from domain.expectation import FREE, YES_NO, Expectation
from tests.house import TestHouse
from tests.scripted import Says
from tools.identity import EXPECTED, Step

DATE = Expectation("date", 8, 8)
NUMBER = Expectation("phone", 7, 15)


class Line:
    """A keypad, and what has been entered on it."""

    def __init__(self, expecting: Expectation) -> None:
        self.entered: asyncio.Queue[str] = asyncio.Queue()
        self._keypad = Keypad(lambda: expecting, self.entered.put_nowait)

    def keys(self, pressed: str) -> list[str]:
        """Presses keys; what was entered by the last of them."""
        for key in pressed:
            self._keypad.press(key)
        return [self.entered.get_nowait() for _ in range(self.entered.qsize())]


@pytest.mark.parametrize(
    ("expecting", "pressed", "entered"),
    [
        (FREE, "0", ["0"]),
        (YES_NO, "0", ["0"]),
        (YES_NO, "1", ["1"]),
        (FREE, "12345#", ["12345"]),
        (DATE, "03151985", ["03151985"]),
        (DATE, "0315*03151985", ["03151985"]),
        (NUMBER, "4155550100#", ["4155550100"]),
        (NUMBER, "0", []),
        (NUMBER, "041", []),
        (NUMBER, "*#", []),
        (FREE, "A", []),
    ],
)
async def test_an_entry_is_over_when_it_is_full_chosen_or_ended(
    expecting: Expectation, pressed: str, entered: list[str]
) -> None:
    assert Line(expecting).keys(pressed) == entered


@pytest.mark.parametrize("pressed", ["0", "4155550100"])
async def test_where_digits_are_awaited_nothing_more_ends_an_entry(
    monkeypatch: pytest.MonkeyPatch, pressed: str
) -> None:
    monkeypatch.setattr(keypads, "PERSON_AFTER", 0.01)
    monkeypatch.setattr(keypads, "ENTRY_AFTER", 0.01)
    line = Line(NUMBER)
    assert line.keys(pressed) == []
    assert await asyncio.wait_for(line.entered.get(), 10) == pressed


@pytest.mark.parametrize("reading_back", [False, True])
@pytest.mark.parametrize("step", [step for step in Step if step in EXPECTED])
async def test_0_leads_to_a_person_at_every_step(
    house: TestHouse, step: Step, reading_back: bool
) -> None:
    async with house.talk(Says("What is it about?")) as talk:
        talk.call.identity.step = step
        talk.call.identity.reading_back = reading_back
        talk.call.expect(talk.call.identity.expectation)
        await talk.says(talk.call.press("0"))
        assert talk.handoffs == [("authentication", "human")]
