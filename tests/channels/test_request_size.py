"""A request is read before it is known who asks: so only so much of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import server
from tests.house import settings_in


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(server.create_app(settings_in(tmp_path)))


def test_a_request_that_is_too_long_is_refused(client: TestClient) -> None:
    told = client.post("/token", json={"room_name": "x" * server.MOST_BYTES})
    untold = client.post("/token", content=iter([b" " * server.MOST_BYTES, b"null"]))
    assert (told.status_code, untold.status_code) == (413, 413)


def test_one_of_a_usual_length_is_answered(client: TestClient) -> None:
    assert client.post("/token", json={"room_name": "x" * 10_000}).status_code == 201
