"""A caller of whom nothing is understood: told what to do, and served by keypad alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from livekit import rtc
from livekit.agents import llm

from channels.voice.bad_line import AGAIN_AFTER, ONCE_MORE, BadLine
from channels.voice.keypad import Keypad
from domain.expectation import FREE, YES_NO
from spoken.keyed_names import keyed_name
from tests.house import JOHN, TestHouse
from tools.call import Call
from tools.identity import Step

PERSON = "Press zero for a person."
MENU = ("tracking an order", "returning an item")


class Line(rtc.EventEmitter[str]):
    """As much of a session as a bad line concerns."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.userdata = call
        self.agent_state = "listening"
        self.heard: list[str] = []

    def say(self, text: str, **_: Any) -> None:
        self.heard.append(text)
        self.message("assistant", text)

    def message(self, role: Any, text: str) -> None:
        item = llm.ChatMessage(role=role, content=[text])
        self.emit("conversation_item_added", SimpleNamespace(item=item))

    def makes_noise(self) -> None:
        """Somebody speaks, and no words come of it."""
        self.emit("user_transcription_timeout", SimpleNamespace())


def line_at(house: TestHouse, step: Step) -> Line:
    call = house.call()
    call.identity.step = step
    call.expect(call.identity.expectation)
    line = Line(call)
    BadLine(line, MENU)  # type: ignore[arg-type]
    return line


@pytest.mark.parametrize(
    ("step", "how"),
    [
        (Step.FIRST_NAME, "Spell your first name on the keypad, then press hash."),
        (Step.PHONE_NUMBER, "Key in the number, then press hash."),
        (Step.DATE_OF_BIRTH, "Key in eight digits: month, day and year."),
        (Step.LAST_FOUR, "Key in the digits, then press hash."),
        (Step.RESPONSE, "Press one for yes, two for no, three for remind me later."),
        (Step.DONE, "Press one for tracking an order, two for returning an item."),
    ],
)
async def test_who_is_not_heard_twice_is_told_how_to_answer_by_keypad(
    house: TestHouse, step: Step, how: str
) -> None:
    line = line_at(house, step)
    line.makes_noise()
    assert line.heard == [ONCE_MORE]
    line.makes_noise()
    assert how in line.heard[1]
    assert PERSON in line.heard[1]


async def test_words_that_answer_nothing_count_as_well(house: TestHouse) -> None:
    line = line_at(house, Step.PHONE_NUMBER)
    for _ in range(2):
        line.message("user", "why was I charged")
        line.message("assistant", "What's the phone number on your account?")
    assert len(line.heard) == 1
    assert PERSON in line.heard[0]


async def test_noise_does_not_keep_the_agent_talking(house: TestHouse) -> None:
    line = line_at(house, Step.DATE_OF_BIRTH)
    for _ in range(10):
        line.makes_noise()
    assert len(line.heard) == 2
    house.clock.advance(seconds=AGAIN_AFTER)
    line.makes_noise()
    assert len(line.heard) == 3


async def test_what_was_understood_starts_the_count_anew(house: TestHouse) -> None:
    caller = house.caller()
    line = Line(caller.call)
    BadLine(line, MENU)  # type: ignore[arg-type]
    line.makes_noise()
    caller.says(JOHN.name)
    await caller.does("record_first_name", first_name=JOHN.name)
    line.makes_noise()
    assert line.heard == [ONCE_MORE, ONCE_MORE]


async def test_a_choice_by_key_is_for_the_next_answer_only(house: TestHouse) -> None:
    line = line_at(house, Step.DONE)
    line.makes_noise()
    line.makes_noise()
    assert line.userdata.press("1") == MENU[0]
    line.message("user", MENU[0])
    assert line.userdata.press("1") == "1"


async def test_where_a_number_is_asked_for_it_is_keyed_in(house: TestHouse) -> None:
    line = line_at(house, Step.DONE)
    line.message("assistant", "Which order is it?")
    line.makes_noise()
    line.makes_noise()
    assert "Key in the digits" in line.heard[-1]
    assert line.userdata.state.expectation == FREE


async def test_a_yes_or_no_can_be_keyed(house: TestHouse) -> None:
    line = line_at(house, Step.DONE)
    line.userdata.expect(YES_NO)
    line.makes_noise()
    line.makes_noise()
    assert "Press one for yes, two for no." in line.heard[-1]


@pytest.mark.parametrize("name", ["5646#", "946627#"])  # John, and somebody called Xiomar
async def test_a_whole_identity_check_by_keypad_alone(house: TestHouse, name: str) -> None:
    entries: list[str] = []
    async with house.talk() as talk:
        call = talk.call
        keypad = Keypad(lambda: call.state.expectation, entries.append)
        for keys in (name, "4155550100#", "1", "03151985", "1", "4242", "2", "1", "1", "2"):
            for key in keys:
                keypad.press(key)
            assert len(entries) == 1, keys
            await talk.says(call.press(entries.pop()))
        keypad.close()
    assert call.identity.done
    assert call.identity.response == "DECLINED"
    assert call.customer.first_name == "John"


@pytest.mark.parametrize(
    ("keys", "name"), [("5646", "John"), ("6279", "Mary"), ("999", None), ("1", None)]
)
def test_names_are_spelt_on_the_keys(keys: str, name: str | None) -> None:
    assert keyed_name(keys) == name
