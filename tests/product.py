"""Everything that `make run` starts, on ports and data of its own; all on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx
import pytest

from config import ROOT
from deploy.lifeline import tied
from deploy.livekit_server import LiveKitProgram
from deploy.ports import pick_free
from pipeline.profile import speech_is_installed

HOST: Final = "127.0.0.1"
OFFER: Final = "Before we go on: as a member you earn one point for every dollar that you spend."
READY_WITHIN: Final = 180.0
STOPPED_WITHIN: Final = 40.0


@dataclass(frozen=True)
class Product:
    """Where the running product is, and what it leaves behind."""

    environment: Mapping[str, str]

    @property
    def url(self) -> str:
        """Of the HTTP side."""
        return f"http://{HOST}:{self.environment['PORT']}"

    @property
    def worker(self) -> str:
        return f"http://{HOST}:{self.environment['WORKER_PORT']}"

    @property
    def data(self) -> Path:
        return Path(self.environment["DATA_DIR"])

    @property
    def logs(self) -> Path:
        return Path(self.environment["LOG_DIR"])

    @property
    def database(self) -> Path:
        return self.data / "marketplace.db"

    def shorten_the_offer(self) -> None:
        """A newer version of the notice, of one sentence: the usual one takes half a minute."""
        with closing(sqlite3.connect(self.database)) as database, database:
            database.execute(
                "INSERT INTO offers"
                " SELECT offer_id, version + 1, title, ?, effective_from FROM offers",
                (OFFER,),
            )


async def admitted(url: str) -> tuple[str, str]:
    """What the HTTP side at `url` gives the page for a call: a LiveKit server, and a token."""
    async with httpx.AsyncClient(timeout=10) as http:
        given = (await http.post(f"{url}/token", json={})).raise_for_status().json()
    return given["server_url"], given["participant_token"]


@contextmanager
def product(data: Path, understood: Path, **settings: str) -> Iterator[Product]:
    """The product, started as `make run` starts it, and stopped as Ctrl-C stops it.

    Args:
        data: a folder that is there.
        understood: what the embedded language model has learnt, for the product to begin with.
        settings: its own, by the names of the environment. No key of this machine is seen.
    """
    if LiveKitProgram(ROOT).find() is None:
        pytest.skip("the LiveKit server is not built (make build)")
    if not speech_is_installed():
        pytest.skip("the packages of embedded speech are not installed (the `speech` extra)")
    shutil.copytree(understood, data / "understanding")
    environment = {name: value for name, value in os.environ.items() if not _a_key(name)} | {
        "DATA_DIR": str(data),
        "LOG_DIR": str(data / "logs"),
        "PORT": str(pick_free(HOST)),
        "WORKER_PORT": str(pick_free("")),
        "LIVEKIT_URL": f"ws://{HOST}:{pick_free('', in_a_row=3)}",
        "AGENT_NAME": f"test-{uuid4().hex[:8]}",
        "USER_AWAY_TIMEOUT": "60",
        "IDLE_PROCESSES": "2",
        **settings,
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
            yield Product(environment)
        finally:
            making.send_signal(signal.SIGINT)
            making.wait(STOPPED_WITHIN)


def _a_key(name: str) -> bool:
    return name.endswith("_API_KEY") or name.startswith("LIVEKIT_API")


def _wait_until_ready(making: subprocess.Popen[bytes], out: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while b"Ready" not in out.read_bytes():
        assert making.poll() is None, out.read_text()
        assert time.monotonic() < deadline, out.read_text()
        time.sleep(0.2)  # a file cannot be waited for; the deadline decides
