"""Houses for the bench: what they sell, and the HTTP side of one that is reached over a socket."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx

import wiring
from bench.doubles import Double, add_doubles
from config import ROOT, Settings
from marketplace.app import create_app
from marketplace.generate import Amounts, generate
from marketplace.market import Marketplace
from pipeline.embedded.language import Understanding

_DATABASE = "marketplace.db"
STARTS_WITHIN = 60.0
"""Seconds."""


def settings_in(folder: Path) -> Settings:
    """Settings of a house that leaves nothing on this machine but in `folder`."""
    return Settings(
        data_dir=folder, database_url=None, marketplace_url=None, log_dir=None, port=free_port()
    )


@asynccontextmanager
async def marketplace_of(settings: Settings) -> AsyncIterator[Marketplace]:
    """The marketplace of these settings, without a house; the sample data is in it."""
    market: Marketplace = create_app(settings).state.marketplace
    try:
        await market.prepare()
        yield market
    finally:
        await market.close()


async def with_doubles(settings: Settings, count: int) -> list[Double]:
    """Loads the sample data and adds a customer for each run."""
    async with marketplace_of(settings) as market:
        return await add_doubles(market, count)


async def generated(folder: Path, amounts: Amounts) -> None:
    """Makes a marketplace with the sample data and as much again as is wanted, if it is not there.

    Args:
        folder: keeps it; a database that is there is taken as it is.
        amounts: what to make beside the sample data.
    """
    if (folder / _DATABASE).exists():
        return
    async with marketplace_of(settings_in(folder)) as market:
        await generate(market, amounts, seed=1, more=True, tell=lambda _: None)


def copy_of(folder: Path, settings: Settings) -> None:
    """Gives a house its own copy of a marketplace; the writes of a run do not reach the next."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    for name in (_DATABASE, "secrets.json"):
        shutil.copy(folder / name, settings.data_dir / name)


@asynccontextmanager
async def over_http(
    settings: Settings, understanding: Understanding
) -> AsyncIterator[wiring.House]:
    """As a job process has it: `server.py` in a process of its own, behind a real socket."""
    with _served(settings):
        async with wiring.over_http(settings, understanding) as house:
            yield house


@contextmanager
def _served(settings: Settings) -> Iterator[None]:
    own = {
        "DATA_DIR": str(settings.data_dir),
        "LOG_DIR": str(settings.data_dir / "logs"),
        "HOST": settings.host,
        "PORT": str(settings.port),
        "DATABASE_URL": "",
        "MARKETPLACE_URL": "",
    }
    server = subprocess.Popen(
        [sys.executable, "server.py"],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{settings.host}:{settings.port}/health", server)
        yield
    finally:
        server.terminate()
        server.wait(STARTS_WITHIN)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(url).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("server.py did not start")


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
