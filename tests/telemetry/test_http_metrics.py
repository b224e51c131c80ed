"""The HTTP side's figures: told to operators only, and counted by route, never by path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from channels.web import metrics, page
from tests.telemetry.conftest import Counted

KEY = "an-operator-key"
OPERATOR = {"Authorization": f"Bearer {KEY}"}


@dataclass(frozen=True)
class Secrets:
    operator_key: SecretStr = field(default_factory=lambda: SecretStr(KEY))


@dataclass(frozen=True)
class OperatorSettings:
    operator_keys: list[SecretStr] = field(default_factory=list)

    def secrets(self) -> Secrets:
        return Secrets()


@pytest.fixture
def client() -> Iterator[TestClient]:
    backend = FastAPI()

    @backend.get("/customers/{customer_id}")
    async def customer(customer_id: str) -> str:
        return customer_id

    @backend.get("/broken")
    async def broken() -> None:
        raise RuntimeError("it is broken")

    app = FastAPI()
    app.add_middleware(metrics.RequestMetrics)
    app.include_router(metrics.router(OperatorSettings()))
    app.mount("/marketplace", backend)
    page.mount(app)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_only_an_operator_reads_them(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 401
    read = client.get("/metrics", headers=OPERATOR)
    assert read.status_code == 200
    assert read.headers["content-type"].startswith("text/plain; version=1.")
    assert "# TYPE http_requests_total counter" in read.text


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/page.json", "/page.json", "200"),
        ("/marketplace/customers/4155550100", "/marketplace/customers/{customer_id}", "200"),
        ("/marketplace/broken", "/marketplace/broken", "500"),
        ("/marketplace/nothing-here", "other", "404"),
        ("/4155550100", "other", "404"),
    ],
)
def test_requests_are_counted_by_route(
    client: TestClient, counted: Counted, path: str, route: str, status: str
) -> None:
    client.get(path)
    labels = {"method": "GET", "route": route}
    assert counted("http_requests_total", status=status, **labels) == 1
    assert counted("http_request_duration_seconds_count", **labels) == 1


def test_a_method_that_nobody_knows_makes_no_figure_of_its_own(
    client: TestClient, counted: Counted
) -> None:
    client.request("BREW", "/page.json")
    assert counted("http_requests_total", method="other", route="other", status="405") == 1
