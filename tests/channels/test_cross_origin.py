"""Pages of other origins, such as LiveKit's playground: only those of CORS_ORIGINS, and tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import server
from tests.house import settings_in

PLAYGROUND = "https://agents-playground.livekit.io"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    settings = settings_in(tmp_path).model_copy(
        update={"cors_origins": [PLAYGROUND], "token_requests_per_minute": 1}
    )
    return TestClient(server.create_app(settings))


def preflight(client: TestClient, path: str, **asked: str) -> int:
    headers = {"origin": PLAYGROUND, "access-control-request-method": "POST"} | {
        name.replace("_", "-"): value for name, value in asked.items()
    }
    return client.options(path, headers=headers).status_code


def test_the_playground_gets_tokens_and_reads_why_not(client: TestClient) -> None:
    asked = {"access_control_request_headers": "content-type"}
    assert preflight(client, "/token", **asked) == 200

    given = client.post("/token", json={"room_name": "lobby"}, headers={"origin": PLAYGROUND})
    assert given.status_code == 201
    assert given.headers["access-control-allow-origin"] == PLAYGROUND
    too_soon = client.post("/token", headers={"origin": PLAYGROUND})
    assert too_soon.status_code == 429
    assert too_soon.headers["access-control-allow-origin"] == PLAYGROUND


def test_another_page_gets_none(client: TestClient) -> None:
    elsewhere = "https://elsewhere.example"
    assert preflight(client, "/token", origin=elsewhere) == 400
    assert (
        "access-control-allow-origin"
        not in client.post("/token", headers={"origin": elsewhere}).headers
    )


def test_no_page_of_another_origin_carries_an_operator_key(client: TestClient) -> None:
    asked = {"access_control_request_headers": "authorization"}
    assert preflight(client, "/desk/TKT-1/take", **asked) == 400


def test_without_the_setting_there_are_no_other_pages(tmp_path: Path) -> None:
    client = TestClient(server.create_app(settings_in(tmp_path)))
    assert (
        "access-control-allow-origin"
        not in client.post("/token", headers={"origin": PLAYGROUND}).headers
    )
