"""Storing many rows with little memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from marketplace.database import Database
from marketplace.tables import Base

_AT_ONCE = 50_000
"""Rows that are held before they are written, all tables together."""
_PLACES = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


class Writer:
    """Collects rows by table, and stores them in transactions of their own.

    What was stored stays when a later row fails: rolling a million orders back would take longer
    than making them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self._count = 0

    async def add(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Takes rows by the names of their tables."""
        for name, some in rows.items():
            self._waiting[name] += some
            self._count += len(some)
        if self._count >= _AT_ONCE:
            await self.flush()

    async def flush(self) -> None:
        """Stores what waits."""
        async with self._database.writing() as session:
            for name in sorted(self._waiting, key=_PLACES.__getitem__):
                if self._waiting[name]:
                    await session.execute(insert(Base.metadata.tables[name]), self._waiting[name])
        self._waiting.clear()
        self._count = 0
