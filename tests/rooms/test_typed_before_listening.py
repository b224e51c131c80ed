"""Who types before they can hear anything hears the agent all the same once they listen."""

from __future__ import annotations

import pytest

from tests.rooms.conftest import Running
from tests.rooms.member import calling

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(300)]

ASKED = "What is it about, in a sentence?"


async def test_words_typed_before_anybody_listens_silence_nothing(running: Running) -> None:
    async with calling(running.url, listens=False) as caller:
        await caller.until_written("first name", 150)  # a job process is being made
        await caller.type("I want to speak to a person")
        await caller.until_written(ASKED)
        caller.listen()
        await caller.hears(ASKED, of="agent")
