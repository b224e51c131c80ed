"""What a company implements to bring its own: keys, the document, the one shape of refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from config import Settings
from marketplace.api.errors import refused_with
from marketplace.app import create_app
from tests.marketplace.fixtures import KEY


def operations(app: FastAPI) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method.upper(), path, operation)
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]


def concrete(path: str) -> str:
    return (
        path.replace("{customer_id}", "CUST-1001")
        .replace("{order_id}", "ORD-12345")
        .replace("{reference}", "RET-301015")
        .replace("{article_id}", "returns-policy")
        .replace("{offer_id}", "a-592")
    )


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}, {"X-Key": KEY}],
)
async def test_no_route_is_open_without_the_key(app: FastAPI, headers: dict[str, str]) -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://marketplace") as client:
        for method, path, _ in operations(app):
            answer = await client.request(method, concrete(path), headers=headers)
            assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized"), path


async def test_every_write_needs_an_idempotency_key(app: FastAPI, http: httpx.AsyncClient) -> None:
    asked = {
        "/customers/{customer_id}/orders/{order_id}/refund-quotes",
        "/do-not-call/check",
        "/desk/watch",
        "/desk/callers/{ticket_id}/sign-of-life",
    }
    for method, path, _ in operations(app):
        if method == "GET" or path in asked:
            continue
        answer = await http.request(method, concrete(path), json={})
        assert answer.json()["error"] == "idempotency_key_missing", path


def test_every_route_is_described(app: FastAPI) -> None:
    for method, path, operation in operations(app):
        where = f"{method} {path}"
        assert operation["summary"], where
        assert operation["description"], where
        assert operation["security"], where
        assert {"200", "401", "422"} <= set(operation["responses"]), where
        for status, answer in operation["responses"].items():
            schema = answer["content"]["application/json"]["schema"]
            assert schema, where
            if status != "200":
                assert schema["$ref"].endswith("/RefusalBody"), where


async def test_a_malformed_value_is_named_and_not_repeated(http: httpx.AsyncClient) -> None:
    body = {
        "phone_number": "415-555-0100",
        "date_of_birth": "the fifteenth",
        "last_four": "98765",
        "kind": "passport",
        "call_id": "c",
        "surplus": "123-45-6789",
    }
    answer = await http.post("/identity/check", json=body, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 422
    assert answer.json()["error"] == "invalid_request"
    assert set(answer.json()["fields"]) == {
        "body.phone_number",
        "body.date_of_birth",
        "body.last_four",
        "body.kind",
        "body.surplus",
    }
    for private in ("415-555-0100", "fifteenth", "98765", "6789"):
        assert private not in answer.text


async def test_a_refusal_tells_its_facts_without_loss(http: httpx.AsyncClient) -> None:
    answer = await http.put(
        "/customers/CUST-1002/orders/ORD-67890/payment-method",
        json={"method": "card"},
        headers={"Idempotency-Key": "k"},
    )
    assert answer.status_code == 404
    assert answer.json()["error"] == "payment_method_not_found"
    assert answer.json()["methods"] == ["CUST-1002-PAYPAL"]


@pytest.mark.parametrize("path", ["/nowhere", "/customers/CUST-1001/orders//tracking"])
async def test_an_unknown_route_has_the_same_shape(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert (answer.status_code, answer.json()["error"]) == (404, "no_such_route")


@pytest.mark.parametrize("status", [401, 403, 404, 409, 422, 423])
def test_every_status_has_a_meaning(status: int) -> None:
    assert refused_with(status)[status]["description"]


def test_making_the_app_touches_nothing(settings: Settings) -> None:
    create_app(settings)
    assert not (settings.data_dir / "marketplace.db-wal").exists()


def test_the_command_prints_the_document(tmp_path: Any) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "marketplace", "openapi"],
        capture_output=True,
        check=True,
        text=True,
        env={"DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert json.loads(printed.stdout)["info"]["title"] == "Marketplace"
