"""Writing everything that a company has here into files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, String, select
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.market import Marketplace
from marketplace.transfer import files
from marketplace.transfer.columns import as_text
from marketplace.transfer.registry import FILES, File
from marketplace.work import UnitOfWork

_AT_ONCE = 5_000


async def export_to(market: Marketplace, folder: Path) -> dict[str, int]:
    """Writes one file a table, all of one moment; returns how many rows each has.

    Private values are in clear in them: folder and files are for their owner's eyes only.
    """
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    async with market.reading() as work:
        if not market.database.is_sqlite:
            options = {"isolation_level": "REPEATABLE READ"}
            await work.session.connection(execution_options=options)
        return {file.name: await _export(work, file, folder) for file in FILES}


async def _export(work: UnitOfWork, file: File, folder: Path) -> int:
    path, columns = folder / f"{file.name}.csv", list(file.columns.values())
    count = 0
    with files.writing(path, file.headings) as write:
        rows = await work.session.stream(
            select(*(file.table.c[name] for name in file.columns))
            .order_by(*_order(work.session, file))
            .execution_options(yield_per=_AT_ONCE)
        )
        async for row in rows:
            cells = (
                column.write(work.vault, value) for column, value in zip(columns, row, strict=True)
            )
            write([as_text(cell) for cell in cells])
            count += 1
    return count


def _order(session: AsyncSession, file: File) -> list[ColumnElement[Any]]:
    """By key, and by its characters' codes on every database."""
    keys = list(file.table.primary_key.columns)
    if session.get_bind().dialect.name == "sqlite":
        return list(keys)
    return [key.collate("C") if isinstance(key.type, String) else key for key in keys]
