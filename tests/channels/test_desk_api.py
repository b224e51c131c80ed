"""The desk over HTTP: operators only, one caller for one person, and a token for that room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import jwt
import pytest
from fastapi import FastAPI

from channels.web import desk
from config import Settings
from domain.errors import Unavailable
from tests.house import JOHN, Caller, TestHouse, settings_in

SECRET = "a-secret-of-at-least-thirty-two-bytes"
KEY = {"Authorization": "Bearer the-second-key"}
ROOM = "call-room"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(
        tmp_path,
        livekit_url="ws://livekit.example:7880",
        livekit_api_secret=SECRET,
        operator_keys=["the-first-key", "the-second-key"],
    )


def served(settings: Settings, line: desk.Line) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(desk.router(settings, line))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://desk")


@pytest.fixture
async def operator(house: TestHouse, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """An operator at the desk of this house."""
    async with served(settings, house.house.services.desk) as client:
        client.headers.update(KEY)
        yield client


async def waiting_for_a_person(caller: Caller) -> str:
    """Puts a caller on the line; returns the ticket."""
    services = caller.call.acting(None).services
    opened = await services.support.open_ticket("call", "it is late", call_id=caller.call.id)
    await services.desk.wait(
        opened.ticket_id, call_id=caller.call.id, channel="voice", agent="human"
    )
    return opened.ticket_id


async def test_an_operator_sees_who_waits_and_takes_them_into_their_room(
    house: TestHouse, operator: httpx.AsyncClient
) -> None:
    ticket = await waiting_for_a_person(await house.caller_known_as(JOHN, call_id=ROOM))
    house.clock.advance(seconds=7)

    seen = await operator.get("/desk/waiting")

    assert seen.headers["cache-control"] == "no-store"
    [waits] = seen.json()
    assert waits.pop("since").startswith("20")
    assert waits == {
        "id": ticket,
        "wait_seconds": 7,
        "channel": "voice",
        "agent": "human",
        "summary": "it is late",
        "position": 1,
        "urgency": "medium",
        "identified": True,
    }

    taken = await operator.post(f"/desk/{ticket}/take")

    assert taken.status_code == 200
    assert taken.headers["cache-control"] == "no-store"
    assert taken.json()["server_url"] == "ws://livekit.example:7880"
    claims = jwt.decode(taken.json()["participant_token"], SECRET, algorithms=["HS256"])
    assert claims["sub"].startswith("person-")
    assert claims["attributes"] == {"role": "person"}
    assert claims["video"] == {
        "room": ROOM,
        "roomJoin": True,
        "roomCreate": False,
        "canPublish": True,
        "canPublishSources": ["microphone"],
        "canSubscribe": True,
        "canPublishData": False,
        "canUpdateOwnMetadata": False,
    }
    assert claims["exp"] - claims["nbf"] == 120
    assert "roomConfig" not in claims

    again = await operator.post(f"/desk/{ticket}/take")
    assert (again.status_code, "token" in again.text) == (409, False)
    assert (await operator.get("/desk/waiting")).json() == []


async def test_a_caller_is_declined_once(house: TestHouse, operator: httpx.AsyncClient) -> None:
    ticket = await waiting_for_a_person(house.caller(call_id=ROOM))
    assert (await operator.post(f"/desk/{ticket}/decline")).status_code == 204
    assert (await operator.post(f"/desk/{ticket}/decline")).status_code == 409
    assert (await operator.post(f"/desk/{ticket}/take")).status_code == 409


@pytest.mark.parametrize("path", ["/desk/TCK-000000/take", "/desk/TCK-000000/decline"])
async def test_who_is_not_there_is_gone(path: str, operator: httpx.AsyncClient) -> None:
    assert (await operator.post(path)).status_code == 409


@pytest.mark.parametrize(
    "key", ["", "Bearer wrong", "Bearer the-second-ke", "Basic the-second-key", "Bearer ключ"]
)
async def test_nobody_without_an_operator_key_gets_in(
    key: str, house: TestHouse, operator: httpx.AsyncClient
) -> None:
    ticket = await waiting_for_a_person(house.caller(call_id=ROOM))
    headers = [(b"Authorization", key.encode())]
    for method, path in (("GET", "waiting"), ("POST", f"{ticket}/take"), ("POST", "x/decline")):
        refused = await operator.request(method, f"/desk/{path}", headers=headers)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert "late" not in refused.text
    assert [w["id"] for w in (await operator.get("/desk/waiting")).json()] == [ticket]


async def test_guessing_keys_is_slowed_and_the_right_one_is_not(
    operator: httpx.AsyncClient,
) -> None:
    wrong = {"Authorization": "Bearer guess"}
    tried = [(await operator.get("/desk/waiting", headers=wrong)).status_code for _ in range(25)]
    assert tried == [401] * 20 + [429] * 5
    assert (await operator.get("/desk/waiting")).status_code == 200


async def test_without_keys_of_their_own_the_one_that_was_made_counts(
    house: TestHouse, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path)
    async with served(settings, house.house.services.desk) as client:
        key = settings.secrets().operator_key.get_secret_value()
        made = {"Authorization": f"Bearer {key}"}
        assert (await client.get("/desk/waiting", headers=made)).status_code == 200
        assert (await client.get("/desk/waiting", headers=KEY)).status_code == 401


async def test_a_backend_that_is_away_is_said_to_be(settings: Settings) -> None:
    class Away:
        async def waiting(self) -> None:
            raise Unavailable

    async with served(settings, Away()) as client:  # type: ignore[arg-type]
        assert (await client.get("/desk/waiting", headers=KEY)).status_code == 503
