"""The running product with a telephone, and looks into it."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from livekit import api
from typer.testing import CliRunner

from channels.livekit_server import participants
from channels.phone.__main__ import app
from config import ROOT, Settings
from deploy.phone import SipProgram
from deploy.ports import pick_free
from domain.events import TimelineEvent
from services import Services
from tests.phone.softphone import is_installed
from tests.product import HOST, READY_WITHIN, Product, product
from wiring import MARKETPLACE_PATH, journal

OURS = "+14155550199"
STAFF = "+14155550177"
"""Where our people are reached when a caller asks for one."""


@dataclass(frozen=True)
class Exchange(Product):
    """Where the running product is called, where it calls out to, and what it leaves behind."""

    address: str
    """The SIP address of our number."""
    callee_port: int
    """Whoever listens here is called, whatever the number."""

    async def command(self, *words: str, **settings: str) -> tuple[int, str]:
        """What `python -m channels.phone …` does; its exit code, and what it printed.

        In this process, for a new one takes seconds to start.
        """
        environment = {**self.environment, **settings}
        run = partial(CliRunner().invoke, app, list(words), env=environment)
        result = await asyncio.to_thread(run)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output.strip()

    async def promise(self, number: str) -> str:
        """A call back that a caller who is not known asked for; its number."""
        settings = Settings(_env_file=None, data_dir=self.data)
        key = settings.secrets().marketplace_key.get_secret_value()
        async with Services.open(self.url + MARKETPLACE_PATH, key) as services:
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
        """The calls that are going on: the rooms in which somebody is.

        A client that is still joining while a call is declined may have its room made anew, with
        nobody in it, and keeps trying for a while.
        """
        async with self.server() as livekit:
            listed = (await livekit.room.list_rooms(api.ListRoomsRequest())).rooms
            return [room.name for room in listed if await self._is_held(livekit, room.name)]

    async def _is_held(self, livekit: api.LiveKitAPI, room: str) -> bool:
        active = api.ParticipantInfo.State.ACTIVE
        try:
            return any(each.state == active for each in await participants(livekit, room))
        except api.TwirpError as error:
            if error.code == api.TwirpErrorCode.NOT_FOUND:  # it has just been closed
                return False
            raise

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
        lines = (self.logs / "customer-service.log").read_text().splitlines()
        return [line for line in map(json.loads, lines) if line["event"] == event]

    def logged_participants(self) -> set[str]:
        """Identities in our own log: livekit-sip makes them from callers' numbers."""
        lines = (self.logs / "customer-service.log").read_text().splitlines()
        return {line["participant"] for line in map(json.loads, lines) if "participant" in line}

    def all_logs(self) -> str:
        """Every line of every service."""
        return "\n".join(f.read_text() for f in self.logs.iterdir())


def missing() -> str | None:
    """What is not there for a call by telephone."""
    parts = {
        "livekit-sip (make phone)": SipProgram(ROOT).find(),
        "Redis (redis-server)": shutil.which("redis-server"),
        "baresip (baresip-core)": is_installed(),
    }
    return next((part for part, there in parts.items() if not there), None)


@pytest.fixture(scope="session")
def exchange(tmp_path_factory: pytest.TempPathFactory, understood: Path) -> Iterator[Exchange]:
    """The product with a telephone, its lines set up."""
    if part := missing():
        pytest.skip(f"{part} is not installed")
    sip_port, callee_port = pick_free(HOST), pick_free(HOST)
    with product(
        tmp_path_factory.mktemp("phone"),
        understood,
        SIP_PORT=str(sip_port),
        PHONE_NUMBERS=OURS,
        PERSON_PHONE_NUMBERS=STAFF,
        SIP_TRUNK_ADDRESS=f"{HOST}:{callee_port}",
        RINGING_TIMEOUT="40",
    ) as started:
        started.shorten_the_offer()
        setup = [sys.executable, "-m", "channels.phone", "setup"]
        subprocess.run(setup, cwd=ROOT, env=started.environment, check=True)
        made = Exchange(started.environment, f"sip:{OURS}@{HOST}:{sip_port}", callee_port)
        _wait_until_logged(made, "process initialized")
        yield made


def _wait_until_logged(made: Exchange, event: str) -> None:
    """Waits until the worker can take a call at once, which on a busy machine comes late."""
    deadline = time.monotonic() + READY_WITHIN
    while not made.logged(event):
        assert time.monotonic() < deadline, event
        time.sleep(0.2)  # a file cannot be waited for; the deadline decides
