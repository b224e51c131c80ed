"""The airline: another roster on the same house, without a marketplace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import wiring
from config import Settings
from conversations.text import open_text
from domain.context import Channel
from domain.errors import Refusal
from examples.airline import ROSTER
from examples.airline.flight import ECONOMY_PLUS, EXITS, IN_BUSINESS, SEATS, Passenger, seat_meant
from tests.house import LIMITS, FakeVoice, Talk
from tests.scripted import Says, ScriptedLLM, Step, uses


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=tmp_path,
        log_dir=None,
        roster="examples.airline",
        encryption_key="an-encryption-key-for-tests",
    )


@asynccontextmanager
async def calling(settings: Settings, *script: Step) -> AsyncIterator[Talk]:
    """A conversation with the airline: with a model that follows a script, or the embedded one."""
    shown: list[tuple[str, str]] = []
    scripted = ScriptedLLM(list(script))
    async with wiring.in_process(settings, wiring.understanding(settings)) as house:
        call = house.new_call("call-1", Channel.CHAT, voice := FakeVoice())
        model = scripted if script else wiring.text_model(house, call)
        async with open_text(
            call, house.roster, voice, model, LIMITS, lambda *said: shown.append(said)
        ) as conversation:
            assert shown, "the passenger is greeted"
            yield Talk(call, conversation, scripted, shown)
    assert not (settings.data_dir / "marketplace.db").exists()


def passenger(talk: Talk) -> Passenger:
    return talk.call.context(Passenger)


async def test_a_seat_is_changed_once_the_passenger_agrees(settings: Settings) -> None:
    async with calling(settings) as talk:
        await talk.says("hi, I want to change my seat")
        assert talk.agent == "seat_booking"
        assert passenger(talk).flight_number, "it is set when seat booking takes over"
        await talk.says("482913", "thirty C")
        assert talk.actions[-1] == ("update_seat", "no_such_seat")
        await talk.says("twelve c please")
        assert passenger(talk).seat is None
        await talk.says("yes")
        assert passenger(talk).seat == "12C"
        assert passenger(talk).confirmation_number == "482913"


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("how many bags can I bring", ["one", "fifty pounds", "twenty-two by fourteen by nine"]),
        ("is there wifi on board", ["free", "Airline-Wifi"]),
        ("how many seats does the plane have", ["one hundred twenty", "ninety-eight", "sixteen"]),
    ],
)
async def test_what_is_often_asked(settings: Settings, question: str, facts: list[str]) -> None:
    async with calling(settings) as talk:
        answer = await talk.says(question)
        assert talk.agent == "faq"
        assert [fact for fact in facts if fact not in answer] == []


async def test_handovers_both_ways_and_back_to_triage(settings: Settings) -> None:
    async with calling(settings) as talk:
        await talk.says("change my seat please", "wait, is there wifi?", "I want another seat")
        flight = passenger(talk).flight_number
        assert talk.agent == "seat_booking"
        await talk.says("never mind", "do you serve vegetarian food on board")
        assert talk.agent == "triage"
        await talk.says("I'd like a different seat")
        assert passenger(talk).flight_number == flight, "it stays the same flight"
    assert ("faq", "seat_booking") in talk.handoffs
    assert talk.handoffs[-2:] == [("faq", "triage"), ("triage", "seat_booking")]


async def test_code_hands_back_what_any_model_does_not_know(settings: Settings) -> None:
    script = (
        uses("transfer", target="faq", reason="a question"),
        uses("look_up_question", question="do you fly to the moon"),
        Says("What else can I do for you?"),
    )
    async with calling(settings, *script) as talk:
        await talk.says("do you fly to the moon")
        assert talk.agent == "triage"
        assert not talk.model.steps


@pytest.mark.parametrize("number", ["12", "4829134", "abc", ""])
async def test_a_seat_needs_a_confirmation_number(settings: Settings, number: str) -> None:
    script = (
        uses("transfer", target="seat_booking", reason="a seat"),
        uses("update_seat", confirmation_number=number, seat="12C"),
        Says("Which number is it?"),
    )
    async with calling(settings, *script) as talk:
        await talk.says("seat 12C please")
        assert talk.actions[-1] == ("update_seat", "invalid_arguments")
        talk.then(uses("update_seat", seat="12C"), Says("Which number is it?"))
        await talk.says("yes")
        assert passenger(talk).seat is None


async def test_what_a_roster_adds_to_the_context_is_in_the_note(settings: Settings) -> None:
    async with calling(settings) as talk:
        await talk.says("seat 7A please, confirmation 482913", "yes", "is there wifi?")
        notes = [i for i in talk.session.current_agent.chat_ctx.items if i.type == "message"]
        assert any("seat=7A" in (note.text_content or "") for note in notes)


def test_the_plane_has_the_seats_that_it_is_said_to_have() -> None:
    assert len(SEATS) == 120
    assert IN_BUSINESS == 22
    assert EXITS == (4, 16)
    assert (ECONOMY_PLUS[0], ECONOMY_PLUS[-1]) == (5, 8)
    for words in ("12C", "12 c", "row twelve, seat C", "twelve C please"):
        assert seat_meant(words) == "12C"
    for words in ("30C", "12G", "4A", "0A", "twelve", "C", ""):
        with pytest.raises(Refusal):
            seat_meant(words)


def test_the_roster_is_listed_and_small() -> None:
    assert [agent.name for agent in ROSTER.types] == ["triage", "faq", "seat_booking"]
    package = Path(__file__).parents[2] / "examples" / "airline"
    lines = [line for file in package.glob("*.py") for line in file.read_text().splitlines()]
    assert len([line for line in lines if line.strip()]) < 175
