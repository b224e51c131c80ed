"""Everything that `make run` starts, with a telephone, on ports and data of its own."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from livekit import api
from typer.testing import CliRunner

from channels.phone.__main__ import app
from config import ROOT, Settings
from deploy.lifeline import tied
from deploy.livekit_server import LiveKitProgram
from deploy.phone import SipProgram
from deploy.ports import pick_free
from domain.events import TimelineEvent
from pipeline.embedded.language import Understanding
from pipeline.profile import speech_is_installed
from services import Services
from tests.phone.softphone import HOST, is_installed
from wiring import MARKETPLACE_PATH, journal

OURS = "+14155550199"
OFFER = "Before we go on: as a member you earn one point for every dollar that you spend."
STAFF = "+14155550177"
"""Where our people are reached when a caller asks for one."""
READY_WITHIN = 180.0
STOPPED_WITHIN = 40.0


@dataclass(frozen=True)
class Exchange:
    """Where the running product is called, where it calls out to, and what it leaves behind."""

    address: str
    """The SIP address of our number."""
    callee_port: int
    """Whoever listens here is called, whatever the number."""
    environment: dict[str, str]
    data: Path

    @property
    def url(self) -> str:
        """Of the HTTP side."""
        return f"http://{HOST}:{self.environment['PORT']}"

    @property
    def database(self) -> Path:
        return self.data / "marketplace.db"

    async def command(self, *words: str, **settings: str) -> tuple[int, str]:
        """What `python -m channels.phone …` does; its exit code, and what it printed.

        In this process, for a new one takes seconds to start.
        """
        environment = self.environment | settings
        run = partial(CliRunner().invoke, app, list(words), env=environment)
        result = await asyncio.to_thread(run)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output.strip()

    async def promise(self, number: str) -> str:
        """A call back that a caller who is not known asked for; its number."""
        settings = Settings(_env_file=None, data_dir=self.data)
        key = settings.secrets().marketplace_key.get_secret_value()
        url = f"http://{HOST}:{self.environment['PORT']}{MARKETPLACE_PATH}"
        async with Services.open(url, key) as services:
            arranged = await services.support.request_callback("a lamp", phone_number=number)
        return arranged.callback_id

    def server(self) -> api.LiveKitAPI:
        """The LiveKit server's API."""
        secret = json.loads((self.data / "secrets.json").read_text())["livekit_secret"]
        url = self.environment["LIVEKIT_URL"].replace("ws", "http", 1)
        return api.LiveKitAPI(url, "marketplace", secret)

    def said(self, room: str) -> list[TimelineEvent]:
        """What is kept of the call in this room."""
        return journal(Settings(_env_file=None, data_dir=self.data)).events(room)

    async def rooms(self) -> list[str]:
        """The calls that are going on."""
        async with self.server() as livekit:
            return [r.name for r in (await livekit.room.list_rooms(api.ListRoomsRequest())).rooms]

    async def until_done(self, action: str, since: int, seconds: float = 20.0) -> None:
        """Waits until this action has succeeded, in a line of the log after so many of them."""
        deadline = time.monotonic() + seconds
        while (action, True) not in (done := self._actions()[since:]):
            assert time.monotonic() < deadline, done
            await asyncio.sleep(0.1)  # a file cannot be waited for; the deadline decides

    def _actions(self) -> list[tuple[object, object]]:
        return [(line["action"], line["ok"]) for line in self.logged("action")]

    async def until_over(self, seconds: float) -> None:
        """Waits until no call is going on."""
        deadline = time.monotonic() + seconds
        while going_on := await self.rooms():
            assert time.monotonic() < deadline, going_on
            await asyncio.sleep(0.1)  # the server tells nobody; the deadline decides

    def logged(self, event: str) -> list[dict[str, object]]:
        """The lines of this event, oldest first."""
        lines = (self.data / "logs" / "customer-service.log").read_text().splitlines()
        return [line for line in map(json.loads, lines) if line["event"] == event]

    def logged_participants(self) -> set[str]:
        """Identities in our own log: livekit-sip makes them from callers' numbers."""
        lines = (self.data / "logs" / "customer-service.log").read_text().splitlines()
        return {line["participant"] for line in map(json.loads, lines) if "participant" in line}

    def all_logs(self) -> str:
        """Every line of every service."""
        return "\n".join(f.read_text() for f in (self.data / "logs").iterdir())


def missing() -> str | None:
    """What is not there for a call by telephone."""
    parts = {
        "the LiveKit server (make build)": LiveKitProgram(ROOT).find(),
        "livekit-sip (make phone)": SipProgram(ROOT).find(),
        "Redis (redis-server)": shutil.which("redis-server"),
        "baresip (baresip-core)": is_installed(),
        "embedded speech (the `speech` extra)": speech_is_installed(),
    }
    return next((part for part, there in parts.items() if not there), None)


@pytest.fixture(scope="session")
def exchange(
    tmp_path_factory: pytest.TempPathFactory, fitted: Settings, understanding: Understanding
) -> Iterator[Exchange]:
    """The product with a telephone, started as `make run` starts it, its lines set up."""
    if part := missing():
        pytest.skip(f"{part} is not installed")
    data = tmp_path_factory.mktemp("phone")
    shutil.copytree(fitted.data_dir / "understanding", data / "understanding")
    sip_port, callee_port = pick_free(HOST), pick_free(HOST)
    environment = {name: value for name, value in os.environ.items() if not _a_key(name)} | {
        "DATA_DIR": str(data),
        "LOG_DIR": str(data / "logs"),
        "PORT": str(pick_free(HOST)),
        "WORKER_PORT": str(pick_free("")),
        "LIVEKIT_URL": f"ws://{HOST}:{pick_free('', in_a_row=3)}",
        "SIP_PORT": str(sip_port),
        "AGENT_NAME": f"test-{uuid4().hex[:8]}",
        "USER_AWAY_TIMEOUT": "60",
        "IDLE_PROCESSES": "2",
        "PHONE_NUMBERS": OURS,
        "PERSON_PHONE_NUMBERS": STAFF,
        "SIP_TRUNK_ADDRESS": f"{HOST}:{callee_port}",
        "RINGING_TIMEOUT": "40",
    }
    out = data / "run.log"
    with out.open("wb") as log:
        making = subprocess.Popen(
            [sys.executable, "-m", "deploy.run"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with tied(making.pid):
        try:
            _wait_until_ready(making, out)
            _shorten_the_offer(data)
            made = Exchange(f"sip:{OURS}@{HOST}:{sip_port}", callee_port, environment, data)
            subprocess.run(
                [sys.executable, "-m", "channels.phone", "setup"],
                cwd=ROOT,
                env=environment,
                check=True,
            )
            _wait_until_logged(made, "process initialized")
            yield made
        finally:
            making.send_signal(signal.SIGINT)
            making.wait(STOPPED_WITHIN)


def _shorten_the_offer(data: Path) -> None:
    """A newer version of the notice, of one sentence: the usual one is read for half a minute."""
    with closing(sqlite3.connect(data / "marketplace.db")) as database, database:
        database.execute(
            "INSERT INTO offers SELECT offer_id, version + 1, title, ?, effective_from FROM offers",
            (OFFER,),
        )


def _a_key(name: str) -> bool:
    return name.endswith("_API_KEY") or name.startswith("LIVEKIT_API")


def _wait_until_logged(made: Exchange, event: str) -> None:
    """Waits until the worker can take a call at once, which on a busy machine comes late."""
    deadline = time.monotonic() + READY_WITHIN
    while not made.logged(event):
        assert time.monotonic() < deadline, event
        time.sleep(0.2)  # a file cannot be waited for; the deadline decides


def _wait_until_ready(making: subprocess.Popen[bytes], out: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while b"Ready" not in out.read_bytes():
        assert making.poll() is None, out.read_text()
        assert time.monotonic() < deadline, out.read_text()
        time.sleep(0.2)  # a file cannot be waited for; the deadline decides
