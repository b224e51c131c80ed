"""What rows refer to is there, and what there may be once is there once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Table, UniqueConstraint, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.transfer.problems import Problem
from marketplace.transfer.rows import Row, Rows

Key = tuple[Any, ...]
_AT_ONCE = 400
_PRIVATE = {"phone_hash": "phone", "email_hash": "email"}


async def problems_of(session: AsyncSession, given: Mapping[str, Rows]) -> list[Problem]:
    """Keys that are there twice, and references to nothing, in the files and the database."""
    found: list[Problem] = []
    for rows in given.values():
        key = _names(rows.file.table.primary_key.columns)
        found += _twice(rows, key)
        for columns in _unique(rows.file.table):
            found += _twice(rows, columns)
            found += await _taken(session, rows, columns, key)
        for reference in rows.file.table.foreign_key_constraints:
            found += await _missing(session, rows, reference, given)
    return found


def _twice(rows: Rows, columns: Sequence[str]) -> Iterator[Problem]:
    first: dict[Key, int] = {}
    for row in rows.rows:
        key = _key(row, columns)
        if key is not None and first.setdefault(key, row.line) != row.line:
            what = f"{_said(columns)}: the same as in line {first[key]}"
            yield rows.problem(row, what)


async def _taken(
    session: AsyncSession, rows: Rows, columns: Sequence[str], key: Sequence[str]
) -> list[Problem]:
    """Rows whose unique value belongs to another row of the database that the file leaves as is."""
    owners = await _owners(session, rows.file.table, columns, key, _keys(rows, columns))
    given = {_key(row, key) for row in rows.rows}
    return [
        rows.problem(row, f"{_said(columns)}: another row of the database has it")
        for row in rows.rows
        for owner in [owners.get(_key(row, columns) or ())]
        if owner is not None and owner != _key(row, key) and owner not in given
    ]


async def _missing(
    session: AsyncSession, rows: Rows, reference: ForeignKeyConstraint, given: Mapping[str, Rows]
) -> list[Problem]:
    columns = [element.parent.name for element in reference.elements]
    there = [element.column.name for element in reference.elements]
    table = reference.referred_table
    known: set[Key] = set()
    if table.name in given:
        known |= set(_keys(given[table.name], there))
        known |= {tuple(cells.get(name) for name in there) for cells in given[table.name].wrong}
    asked = set(_keys(rows, columns)) - known
    known |= set(await _owners(session, table, there, there, asked))
    return [
        rows.problem(row, f"{_said(columns)}: not in {table.name}")
        for row in rows.rows
        for key in [_key(row, columns)]
        if key is not None and key not in known
    ]


async def _owners(
    session: AsyncSession,
    table: Table,
    columns: Sequence[str],
    key: Sequence[str],
    wanted: Collection[Key],
) -> dict[Key, Key]:
    """For each wanted value that the database has, the key of its row."""
    asked, found = sorted(set(wanted), key=repr), dict[Key, Key]()
    by = [table.c[name] for name in columns]
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        condition = (
            by[0].in_([value for (value,) in part]) if len(by) == 1 else tuple_(*by).in_(part)
        )
        rows = await session.execute(select(*by, *(table.c[name] for name in key)).where(condition))
        for row in rows:
            found[tuple(row[: len(by)])] = tuple(row[len(by) :])
    return found


def _unique(table: Table) -> Iterator[list[str]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield _names(constraint.columns)
    for index in table.indexes:
        if isinstance(index, Index) and index.unique:
            yield _names(index.columns)


def _keys(rows: Rows, columns: Sequence[str]) -> list[Key]:
    return [key for key in (_key(row, columns) for row in rows.rows) if key is not None]


def _key(row: Row, columns: Sequence[str]) -> Key | None:
    values = tuple(row.values[name] for name in columns)
    return None if None in values else values


def _names(columns: Any) -> list[str]:
    return [column.name for column in columns]


def _said(columns: Sequence[str]) -> str:
    return " and ".join(_PRIVATE.get(name, name) for name in columns)
