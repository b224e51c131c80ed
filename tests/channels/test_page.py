"""How the page is served, and what is shown where it was not built."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from channels.web import page


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return tmp_path / "dist"


def build(dist: Path) -> None:
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<title>built</title>")
    (dist / "assets" / "index-1a2b.js").write_text("call()")


def browser(dist: Path, *, sample_customers: bool = True) -> TestClient:
    app = FastAPI()

    @app.get("/health")
    async def health() -> str:
        return "ok"

    page.mount(app, sample_customers=sample_customers, dist=dist)
    return TestClient(app)


def test_the_page_is_served_and_may_use_the_microphone(dist: Path) -> None:
    build(dist)
    answer = browser(dist).get("/")
    assert answer.status_code == 200
    assert "built" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert "microphone=(self)" in answer.headers["permissions-policy"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_what_is_named_after_its_content_is_kept(dist: Path) -> None:
    build(dist)
    answer = browser(dist).get("/assets/index-1a2b.js")
    assert "immutable" in answer.headers["cache-control"]


def test_nothing_outside_of_the_page_is_served(dist: Path) -> None:
    build(dist)
    (dist.parent / "secrets.json").write_text("{}")
    for path in ("/missing", "/../secrets.json", "/%2e%2e/secrets.json"):
        assert browser(dist).get(path).status_code == 404


def test_what_else_is_served_stays(dist: Path) -> None:
    build(dist)
    assert browser(dist).get("/health").json() == "ok"


@pytest.mark.parametrize("sample_customers", [True, False])
def test_sample_customers_are_shown_only_where_they_are_known(
    dist: Path, sample_customers: bool
) -> None:
    answer = browser(dist, sample_customers=sample_customers).get("/page.json")
    assert answer.json() == {"sample_customers": sample_customers}


def test_without_a_build_it_says_how_until_there_is_one(dist: Path) -> None:
    client = browser(dist)
    missing = client.get("/")
    assert missing.status_code == 503
    assert missing.headers["content-type"].startswith("text/html")
    assert "make build" in missing.text
    assert client.get("/health").status_code == 200
    build(dist)
    assert client.get("/").status_code == 200
