"""The desk in a real Chromium: the real line for a person, and a caller in a real room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from channels.web import desk, page
from config import Settings
from tests.house import JOHN, Caller, TestHouse
from tests.web.browser import play
from tests.web.conftest import KEY, SECRET, served
from tests.web.humming import HummingCaller

pytestmark = pytest.mark.browser

ROOM = "call-of-john"


async def waits_for_a_person(caller: Caller, why: str) -> None:
    services = caller.call.acting(None).services
    ticket = await services.support.open_ticket("call", why, call_id=caller.call.id)
    await services.desk.wait(
        ticket.ticket_id, call_id=caller.call.id, channel="voice", agent="human"
    )


@pytest.fixture
async def caller(livekit_url: str) -> AsyncIterator[HummingCaller]:
    """Somebody on the line."""
    humming = HummingCaller(livekit_url, KEY, SECRET, ROOM)
    await humming.call()
    yield humming
    await humming.hang_up()


async def test_a_caller_is_taken_heard_and_given_back(
    settings: Settings, ports: tuple[int, int], house: TestHouse, caller: HummingCaller
) -> None:
    await waits_for_a_person(await house.caller_known_as(JOHN, call_id=ROOM), "The bed broke.")
    await waits_for_a_person(house.caller(call_id="call-2"), "A question about a gift.")
    app = FastAPI()
    app.include_router(desk.router(settings, house.house.services.desk))
    page.mount(app)

    async with served(app, ports[1]):
        key = settings.secrets().operator_key.get_secret_value()
        await play("desk.mjs", f"http://127.0.0.1:{ports[1]}/desk", key)

    assert caller.heard.is_set()
