"""Silence on the line: who needs more time is waited for twice as long before being asked."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from livekit import rtc
from livekit.agents import TurnHandlingOptions

from agents.pauses import LONGER
from agents.session import CallSession
from agents.speaking import SessionVoice
from channels.voice.silence import (
    ASKED_AGAIN,
    HELP,
    STILL_IN_LINE,
    STILL_THERE,
    WAITS,
    Silence,
)
from tests.house import TestHouse
from tools.call import Call, Need
from tools.people import Nobody


class Line(rtc.EventEmitter[str]):
    """As much of a session as the silence on it concerns."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self.userdata = call
        self.current_agent = None
        self.said: list[str] = []
        self.waited_on = 0

    def say(self, text: str, **_: Any) -> Any:
        self.said.append(text)
        return SimpleNamespace(add_done_callback=lambda _: None)

    def reset_away_timer(self) -> None:
        self.waited_on += 1

    def falls(self, state: str) -> None:
        self.emit("user_state_changed", SimpleNamespace(new_state=state))


@pytest.mark.parametrize(("needs", "patience"), [((), 1), (("more_time",), 2)])
async def test_a_silent_caller_is_asked_after_as_long_as_they_need(
    house: TestHouse, needs: tuple[Need, ...], patience: int
) -> None:
    call = house.call()
    call.state.needs = frozenset(needs)
    line = Line(call)
    Silence(line)  # type: ignore[arg-type]
    for asked in (1, 2):
        for _ in range(patience):
            assert len(line.said) == asked - 1
            line.falls("away")
        assert len(line.said) == asked
    for _ in range(patience):
        line.falls("away")
    assert (call.state.ended, call.state.ending) == (True, "silence")


class InLine(Nobody):
    """A person has been asked for, and has not come yet."""

    awaited = True


async def test_who_waits_for_a_person_may_be_silent_and_hears_that_they_are_not_forgotten(
    house: TestHouse,
) -> None:
    call = replace(house.call(), people=InLine())
    line = Line(call)
    Silence(line)  # type: ignore[arg-type]
    for _ in range(WAITS):
        line.falls("away")
    assert line.said == [STILL_IN_LINE] * WAITS
    assert not call.state.ended
    line.falls("away")
    assert (call.state.ended, call.state.ending) == (True, "silence")


async def test_after_a_person_was_there_a_silent_caller_is_asked_again(house: TestHouse) -> None:
    people = InLine()
    line = Line(replace(house.call(), people=people))
    Silence(line)  # type: ignore[arg-type]
    for _ in range(ASKED_AGAIN + 1):
        line.falls("away")
    people.awaited, people.present = False, True
    line.falls("away")
    people.present = False
    line.falls("away")
    assert line.said[-1] == STILL_THERE.format(question=HELP)


async def test_speech_starts_the_patience_anew(house: TestHouse) -> None:
    call = house.call()
    call.state.needs = frozenset({"more_time"})
    line = Line(call)
    Silence(line)  # type: ignore[arg-type]
    for _ in range(3):
        line.falls("away")
        line.falls("speaking")
    assert line.said == []
    assert line.waited_on == 3


async def test_pauses_may_be_longer_and_are_as_before_afterwards(house: TestHouse) -> None:
    voice = SessionVoice()
    session = CallSession(
        house.call(),
        voice,
        turn_handling=TurnHandlingOptions(endpointing={"min_delay": 0.5, "max_delay": 3.0}),
    )
    usual = dict(session.options.endpointing)
    for _ in range(2):
        voice.wait_longer(longer=True)
        assert session.options.endpointing["min_delay"] == 0.5 * LONGER
        assert session.options.endpointing["max_delay"] == 3.0 * LONGER
    for _ in range(2):
        voice.wait_longer(longer=False)
        assert dict(session.options.endpointing) == usual
