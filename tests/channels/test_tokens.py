"""What a browser is given: a room of its own, a worker in it, and nothing beyond a call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from livekit.api import TokenVerifier

from channels.web import tokens
from tests.house import settings_in

SECRET = "a-secret-of-at-least-thirty-two-bytes"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = settings_in(
        tmp_path,
        livekit_url="ws://livekit.example:7880",
        livekit_api_secret=SECRET,
        agent_name="front-desk",
        token_requests_per_minute=5,
    )
    app = FastAPI()
    app.include_router(tokens.router(settings))
    with TestClient(app) as client:
        yield client


def claims_of(token: str) -> dict[str, object]:
    claims: dict[str, object] = jwt.decode(token, SECRET, algorithms=["HS256"])
    return claims


def test_a_caller_may_join_one_room_speak_listen_and_press_keys(client: TestClient) -> None:
    answer = client.post("/token")
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json().keys() == {"server_url", "participant_token"}
    assert answer.json()["server_url"] == "ws://livekit.example:7880"

    claims = claims_of(answer.json()["participant_token"])
    video = claims["video"]
    assert isinstance(video, dict)
    room = video.pop("room")
    assert room.startswith("call-")
    assert video == {
        "roomJoin": True,
        "canPublish": True,
        "canPublishSources": ["microphone"],
        "canSubscribe": True,
        "canPublishData": True,
        "canUpdateOwnMetadata": False,
    }
    assert claims["iss"] == "marketplace"
    assert str(claims["sub"]).startswith("caller-")


def test_a_token_is_for_joining_soon(client: TestClient) -> None:
    claims = claims_of(client.post("/token").json()["participant_token"])
    expires, made = claims["exp"], claims["nbf"]
    assert isinstance(expires, int)
    assert isinstance(made, int)
    assert expires - made == 600


def test_a_worker_is_dispatched_to_the_room(client: TestClient) -> None:
    token = client.post("/token").json()["participant_token"]
    room = TokenVerifier("marketplace", SECRET).verify(token).room_config
    assert room is not None
    assert [agent.agent_name for agent in room.agents] == ["front-desk"]
    assert 0 < room.empty_timeout <= 60
    assert 0 < room.departure_timeout <= 60


def test_nothing_that_is_asked_for_is_granted(client: TestClient) -> None:
    wishes = {
        "room_name": "call-of-somebody-else",
        "participant_identity": "agent-1",
        "participant_name": "Mallory",
        "participant_metadata": "{}",
        "participant_attributes": {"sip.phoneNumber": "+14155550100"},
        "room_config": {"agents": [{"agent_name": "other"}], "name": "call-of-somebody-else"},
        "a_field_of_a_later_client": 1,
    }
    plain = claims_of(client.post("/token").json()["participant_token"])
    answer = client.post("/token", json=wishes)
    assert answer.status_code == 201
    claims = claims_of(answer.json()["participant_token"])
    assert claims.keys() == plain.keys()
    assert claims["roomConfig"] == plain["roomConfig"]
    assert "somebody" not in str(claims)
    assert "agent-1" not in str(claims)


def test_every_call_has_its_own_room_and_name(client: TestClient) -> None:
    body = {"room_name": "lobby", "participant_identity": "me"}
    claims = [
        claims_of(client.post("/token", json=body).json()["participant_token"]) for _ in range(5)
    ]
    assert len({str(c["video"]) for c in claims}) == 5
    assert len({str(c["sub"]) for c in claims}) == 5


@pytest.mark.parametrize("body", [{}, {"room_name": None}, {"room_config": {}}])
def test_an_empty_wish_is_fine(client: TestClient, body: dict[str, object]) -> None:
    assert client.post("/token", json=body).status_code == 201


@pytest.mark.parametrize(
    "content",
    [
        '{"room_name": 5}',
        '{"participant_attributes": {"age": 7}}',
        '{"participant_attributes": []}',
        '{"room_config": "large"}',
        '["room"]',
        "not json",
    ],
)
def test_a_wrong_body_is_refused(client: TestClient, content: str) -> None:
    answer = client.post("/token", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 422


def test_asking_too_often_is_refused_with_a_time(client: TestClient) -> None:
    assert [client.post("/token").status_code for _ in range(5)] == [201] * 5
    refused = client.post("/token")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 12
    assert refused.headers["retry-after"] in refused.json()["detail"]
    assert client.get("/token").status_code == 405
