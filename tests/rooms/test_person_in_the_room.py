"""A person at the desk takes over a call in a real room, and gives it back."""

from __future__ import annotations

import asyncio
import json
import time

import httpx
import pytest

from channels.voice.person import AT_THE_DESK, BACK
from tests.rooms.conftest import Running
from tests.rooms.member import calling, member
from tools.support import TOLD

pytestmark = [pytest.mark.room, pytest.mark.speech, pytest.mark.timeout(300)]

ASKED = "What is it about, in a sentence?"
BY_PERSON = "Good morning, this is Martha speaking. How can I help you with the lamp?"
BY_CALLER = "The lamp in my kitchen is broken, and I would like another one."


async def until_waiting(desk: httpx.AsyncClient) -> dict[str, object]:
    """Looks at the desk until somebody waits, as its page does."""
    deadline = time.monotonic() + 60
    while not (waiting := (await desk.get("/desk/waiting")).raise_for_status().json()):
        assert time.monotonic() < deadline, "nobody came to the desk"
        await asyncio.sleep(0.5)  # nobody tells the desk; the deadline decides
    found: dict[str, object] = waiting[0]
    return found


async def test_a_person_is_fetched_speaks_with_the_caller_and_gives_the_call_back(
    running: Running,
) -> None:
    key = json.loads((running.data / "secrets.json").read_text())["operator_key"]
    headers = {"Authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=running.url, headers=headers, timeout=10) as desk:
        assert (await desk.get("/desk/waiting")).json() == []  # the desk is open
        async with calling(running.url) as caller:
            await caller.until_written("first name", 150)  # a job process is being made
            await caller.type("I want to speak to a person")
            # Heard out from here on: a sentence that is cut short may run into the next.
            await caller.hears(ASKED, of="agent")
            await caller.type("my lamp is broken")
            waits = await until_waiting(desk)
            assert (waits["summary"], waits["identified"]) == ("my lamp is broken", False)

            await caller.hears(TOLD["sought"], of="agent")
            taken = await desk.post(f"/desk/{waits['id']}/take")
            again = await desk.post(f"/desk/{waits['id']}/take")
            assert (taken.status_code, again.status_code) == (200, 409)
            async with member(*taken.json().values()) as person:
                await caller.until(type="person", step="joined")
                await caller.hears(AT_THE_DESK, of="agent")
                await caller.until_written(AT_THE_DESK)
                written = len(caller.written)
                await person.say(BY_PERSON)
                await caller.hears(BY_PERSON, of="person")
                await caller.say(BY_CALLER)
                await person.hears(BY_CALLER, of="caller")
                assert caller.written[written:] == [], "an agent listened"
                assert (await desk.get("/desk/waiting")).json() == []

            await caller.until(type="person", step="left")
            await caller.hears(BACK, of="agent")
            await caller.type("no thank you, goodbye")
            async with asyncio.timeout(60):
                await caller.gone.wait()
