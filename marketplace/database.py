"""Where the data is: one engine a process, read transactions and write transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

_WRITES = "marketplace_writes"
_BUSY_SECONDS = 10.0


class Database:
    """SQLite or Postgres behind the same two kinds of transaction."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(url, sqlite=self.is_sqlite)
        self._writer = self.engine.execution_options(**{_WRITES: True})

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None on Postgres."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one state of the data and writes nothing."""
        async with AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes are kept together when the block ends, or none when it raises."""
        async with (
            AsyncSession(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def rehearsing(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes meet every constraint, and are undone when the block ends."""
        async with AsyncSession(self._writer, expire_on_commit=False) as session:
            yield session
            await session.flush()
            await session.rollback()

    @asynccontextmanager
    async def connecting(self) -> AsyncIterator[AsyncConnection]:
        """A bare connection in a write transaction, for migrations."""
        async with self._writer.begin() as connection:
            yield connection

    async def analyze(self) -> None:
        """Lets the database look at its data anew, so that it plans queries by it."""
        async with self._writer.begin() as connection:
            if self.is_sqlite:
                await connection.execute(text("PRAGMA analysis_limit = 1000"))
            await connection.execute(text("ANALYZE"))

    async def close(self) -> None:
        """Gives every connection back."""
        await self.engine.dispose()


def _engine(url: str, *, sqlite: bool) -> AsyncEngine:
    # Parameters hold private values, so they stay out of exception texts and logs.
    if not sqlite:
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10)
    engine = create_async_engine(
        url, hide_parameters=True, connect_args={"timeout": _BUSY_SECONDS}, pool_size=8
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver would otherwise begin late, and not for reads
    cursor = connection.cursor()
    # FULL: a refund that was confirmed to a customer must outlive a power cut, not only a crash.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: one that read first could not upgrade while another writes.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
