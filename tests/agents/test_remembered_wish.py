"""A wish that is said in the middle of the identity check is taken up when the check is over."""

from __future__ import annotations

import pytest

from conversations.text import open_text
from pipeline.embedded.language import EmbeddedLLM
from tests.house import JOHN, LIMITS, Talk, TestHouse, voice_of
from tests.scripted import Says, ScriptedLLM, uses

REST = [JOHN.born, "yes", "card 4242", "yes", "yes", "no thanks"]


@pytest.mark.parametrize(
    "turns",
    [
        ["hi this is john my number is 415 555 0100 and i want to return my graphics card", "yes"],
        ["I want to return the graphics card, my number is 415 555 0100", "john", "yes"],
        ["I'm John and I want to return the graphics card", JOHN.phone, "yes"],
        ["john", "415 555 0100, and I want to return my graphics card", "yes"],
    ],
)
async def test_a_wish_beside_a_value_is_remembered(house: TestHouse, turns: list[str]) -> None:
    call = house.call()
    model = EmbeddedLLM(house.house.understanding, today=lambda: house.clock().date())
    async with open_text(
        call, house.roster, voice_of(call), model, LIMITS, lambda *_: None
    ) as conversation:
        talk = Talk(call, conversation, ScriptedLLM([]), [])
        await talk.says(*turns, *REST)
        assert talk.handoffs == [("authentication", "returns")]
        assert "return" in (call.customer.current_intent or "")
        assert "555" not in (call.customer.current_intent or "")


async def test_any_model_is_asked_whose_wish_it_was(house: TestHouse) -> None:
    async with house.talk() as talk:
        await talk.says("I'm John and I want to return the lamp", JOHN.phone, "yes", *REST[:-1])
        talk.then(uses("transfer", target="returns", reason="a return"), Says("Gladly."))
        await talk.says("no thanks")
        assert talk.agent == "returns"
        assert "I want to return the lamp" in talk.model.requests[0]


async def test_a_wish_for_nobody_is_asked_about_again(house: TestHouse) -> None:
    async with house.talk() as talk:
        await talk.says("I'm John and I want to fly", JOHN.phone, "yes", *REST[:-1])
        talk.then(Says("That is not for us."))
        assert "?" in await talk.says("no thanks")
        assert talk.agent == "authentication"
