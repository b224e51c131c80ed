"""The marketplace as one object: its database, its vault, its key and its clock."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from config import Settings
from marketplace.clock import Clock, utc_now
from marketplace.database import Database
from marketplace.migrations import migrate
from marketplace.retention import forget_old
from marketplace.sample import load_sample_data
from marketplace.search import keep_indexed
from marketplace.vault import Vault
from marketplace.work import UnitOfWork

_START_LOCK = 7_217_901  # any number that no other program on the same Postgres uses


@dataclass(frozen=True, slots=True)
class Marketplace:
    """Everything that the routes share; one a process."""

    database: Database
    vault: Vault
    key: str
    clock: Clock
    site: str

    @classmethod
    def from_settings(cls, settings: Settings, clock: Clock = utc_now) -> Marketplace:
        """Builds it without connecting to anything."""
        secrets = settings.secrets()
        return cls(
            database=Database(settings.database),
            vault=Vault(secrets.encryption_key.get_secret_value()),
            key=secrets.marketplace_key.get_secret_value(),
            clock=clock,
            site=(settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/"),
        )

    async def prepare(self, *, sample_data: bool = True) -> None:
        """Makes or updates the tables and indexes, loads the sample data once, forgets what is old.

        Starts at the same moment take turns, and the later ones find everything done.

        Args:
            sample_data: whether a database that never had any gets the sample data.
        """
        async with _taking_turns(self.database.file), self.database.connecting() as connection:
            if not self.database.is_sqlite:
                await connection.execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _START_LOCK}
                )
            await connection.run_sync(migrate)
            session = AsyncSession(connection, expire_on_commit=False)
            if sample_data:
                await load_sample_data(session, self.vault, self.clock())
            await keep_indexed(session, self.clock())
            await forget_old(session, self.clock())
            await session.close()

    async def close(self) -> None:
        """Gives the connections back."""
        await self.database.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that writes nothing."""
        async with self.database.reading() as session:
            yield UnitOfWork(session, self.vault, self.clock(), self.site)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that is kept whole, or not at all when the block raises."""
        async with self.database.writing() as session:
            yield UnitOfWork(session, self.vault, self.clock(), self.site)

    @asynccontextmanager
    async def rehearsing(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that does everything and is undone at the end."""
        async with self.database.rehearsing() as session:
            yield UnitOfWork(session, self.vault, self.clock(), self.site)


@asynccontextmanager
async def _taking_turns(file: Path | None) -> AsyncIterator[None]:
    """SQLite only: switching a new file to WAL fails, rather than waits, while another does so."""
    if file is None:
        yield
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_suffix(".lock").open("w") as lock:
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        yield
