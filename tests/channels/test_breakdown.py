"""Nobody is left to hear, think or speak: the caller gets an apology, a call-back, and an end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from livekit.agents import APIConnectionError, ErrorEvent
from livekit.agents.llm import LLMError

from channels.voice.breakdown import Breakdown
from domain.events import Ended, Failed
from pipeline import recordings
from pipeline.builder import _apology
from tests.house import JOHN, TestHouse
from tests.ledger import Ledger
from tools.people import Nobody


class Session:
    """What a breakdown needs of a session."""

    def __init__(self, call: Any) -> None:
        self.userdata = call
        self.said: list[str] = []
        self.seconds = 0.0
        self.spoken = asyncio.Event()
        self.failed: Any = None

    def on(self, _event: str, listener: Any) -> None:
        self.failed = listener

    async def interrupt(self, *, force: bool) -> None:
        assert force

    async def say(self, text: str, *, audio: Any, allow_interruptions: bool) -> None:
        assert not allow_interruptions
        async for frame in audio:
            self.seconds += frame.duration
        self.said.append(text)
        self.spoken.set()

    def breaks(self, *, recoverable: bool = False) -> None:
        error = LLMError(
            timestamp=0, label="any", error=APIConnectionError("gone"), recoverable=recoverable
        )
        self.failed(ErrorEvent(error=error, source=None))


async def test_a_known_customer_is_called_back(house: TestHouse, ledger: Ledger) -> None:
    async with house.talk_with(JOHN, "order_tracking") as talk:
        session = Session(talk.call)
        Breakdown(session, _apology)  # type: ignore[arg-type]
        session.breaks(recoverable=True)
        session.breaks()
        session.breaks()
        async with asyncio.timeout(10):
            await session.spoken.wait()
        assert session.said == [recordings.TEXTS["call_back"]]
        assert [e.part for e in talk.events(Failed)] == ["llm"]
    assert talk.events(Ended)[-1].reason == "broke down"
    assert session.seconds > 3
    assert ledger.value("SELECT count(*) FROM callbacks") == 1


class SomebodyThere(Nobody):
    """A person speaks with the caller, until they leave."""

    present = True

    def __init__(self) -> None:
        self.waited_for, self.gone = asyncio.Event(), asyncio.Event()

    async def until_gone(self) -> None:
        self.waited_for.set()
        await self.gone.wait()


async def test_who_speaks_with_a_person_is_not_cut_off(house: TestHouse) -> None:
    people = SomebodyThere()
    call = replace(house.call(), people=people)
    session = Session(call)
    Breakdown(session, _apology)  # type: ignore[arg-type]
    session.breaks()
    async with asyncio.timeout(10):
        await people.waited_for.wait()
        assert not call.state.ended
        assert session.said == []
        people.gone.set()
        await session.spoken.wait()
    assert session.said == [recordings.TEXTS["call_again"]]


@pytest.mark.parametrize("recording", recordings.RECORDINGS)
def test_the_recordings_are_what_they_say(recording: recordings.Recording) -> None:
    frames = recordings.frames(recording)
    words = len(recordings.TEXTS[recording].split())
    assert words / 7 < sum(frame.duration for frame in frames) < words
    assert recordings.path(recording).stat().st_size < Path(__file__).stat().st_size * 100
