"""A LiveKit server, the HTTP side of the page, and somebody who answers; all on loopback."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request

from channels.web import page, tokens
from config import ROOT, Settings
from deploy.livekit_server import LiveKitProgram
from deploy.ports import pick_free
from tests.web.answering import Answering
from tests.web.browser import play, what_is_missing

KEY, SECRET = "page-tests", "a-secret-of-at-least-thirty-two-bytes"


class Browse(Protocol):
    """Runs a scenario of web/tests/browser at the page; fails with what it says."""

    async def __call__(self, scenario: str, *, nobody_there: bool = False) -> None: ...


@asynccontextmanager
async def served(app: FastAPI, port: int) -> AsyncIterator[None]:
    """The application on loopback, for as long as the block lasts."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@pytest.fixture(scope="session", autouse=True)
def tools() -> Path:
    """The LiveKit server's program; skips, and says why, where something is missing."""
    program = LiveKitProgram(ROOT).find()
    if program is None:
        pytest.skip("the LiveKit server is not built (make build)")
    if missing := what_is_missing():
        pytest.skip("; ".join(missing))
    return program


@pytest.fixture(scope="session")
def ports() -> tuple[int, int]:
    """Of the LiveKit server and of the HTTP side."""
    return pick_free("127.0.0.1"), pick_free("127.0.0.1")


@pytest.fixture(scope="session")
def livekit_url(tools: Path, ports: tuple[int, int]) -> Iterator[str]:
    """A LiveKit server that tells the HTTP side of each new room."""
    port, http = ports
    config = {
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        "rtc": {
            "tcp_port": pick_free(""),
            "udp_port": pick_free(""),
            "node_ip": "127.0.0.1",
            "use_external_ip": False,
            "enable_loopback_candidate": True,
        },
        "keys": {KEY: SECRET},
        "webhook": {"api_key": KEY, "urls": [f"http://127.0.0.1:{http}/webhook"]},
    }
    server = subprocess.Popen(
        [tools, "--config-body", json.dumps(config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
        client.get(f"http://127.0.0.1:{port}")
    yield f"ws://127.0.0.1:{port}"
    server.kill()  # asked to stop, it would wait for those who are still in a room
    server.wait()


@pytest.fixture
def answering(livekit_url: str) -> Answering:
    """Who answers the rooms of a test, one after another."""
    return Answering(livekit_url, KEY, SECRET)


@pytest.fixture
def settings(livekit_url: str, tmp_path: Path) -> Settings:
    """Those of an HTTP side beside the LiveKit server."""
    return Settings(
        _env_file=None,
        livekit_url=livekit_url,
        livekit_api_key=KEY,
        livekit_api_secret=SECRET,
        data_dir=tmp_path,
    )


@pytest.fixture
async def browse(
    settings: Settings, ports: tuple[int, int], answering: Answering
) -> AsyncIterator[Browse]:
    """The page, served."""
    app = FastAPI()
    app.include_router(tokens.router(settings))

    @app.post("/webhook")
    async def told(request: Request) -> None:
        event = await request.json()
        if event["event"] == "room_started" and not request.app.state.nobody_there:
            await answering.answer(event["room"]["name"])

    page.mount(app)
    app.state.nobody_there = False

    async def run(scenario: str, *, nobody_there: bool = False) -> None:
        app.state.nobody_there = nobody_there
        await play("scenarios.mjs", scenario, f"http://127.0.0.1:{ports[1]}/")

    async with served(app, ports[1]):
        yield run
        await answering.leave()
