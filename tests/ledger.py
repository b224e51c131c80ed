"""The marketplace's database, read past the product: what is stored, whose it is, what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from marketplace.tables import Base, Customer

Row = dict[str, Any]
Snapshot = dict[str, dict[tuple[Any, ...], Row]]
BOOKKEEPING = frozenset({"idempotent_writes"})
"""Tables that say how a write was done, and nothing of what it did."""


@dataclass(frozen=True)
class Change:
    """A row that was added, changed or removed; `owners` are whom it belongs or belonged to."""

    table: str
    key: tuple[Any, ...]
    before: Row | None
    after: Row | None
    owners: frozenset[str]


class Ledger:
    """Reads one SQLite file; never writes."""

    def __init__(self, database: Path) -> None:
        where = f"file:{database}?mode=ro"
        self._connection = sqlite3.connect(where, uri=True, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._latest: tuple[int, Snapshot] | None = None
        self._stored: dict[str, list[tuple[Any, ...]]] = {}

    def rows(self, sql: str, *parameters: Any) -> list[Row]:
        return [dict(row) for row in self._connection.execute(sql, parameters)]

    def value(self, sql: str, *parameters: Any) -> Any:
        """The first column of the first row; None without one."""
        row = self._connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def version(self) -> int:
        """Another number whenever somebody has written."""
        version: int = self.value("PRAGMA data_version")
        return version

    def snapshot(self) -> Snapshot:
        """Every row of every table but the bookkeeping's, by primary key.

        A table that reads as it did before is the same object as before.
        """
        version = self.version()
        if self._latest is None or self._latest[0] != version:
            known = {} if self._latest is None else self._latest[1]
            self._latest = (version, {name: self._table(name, known) for name in _tables()})
        return self._latest[1]

    def _table(self, name: str, known: Snapshot) -> dict[tuple[Any, ...], Row]:
        cursor = self._connection.cursor()
        cursor.row_factory = None  # plain tuples: most tables need no more than a comparison
        stored = cursor.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608  # our own name
        if name in known and stored == self._stored[name]:
            return known[name]
        self._stored[name] = stored
        columns = [column for column, *_ in cursor.description]
        key = [columns.index(column) for column in _primary_key(name)]
        return {
            tuple(row[place] for place in key): dict(zip(columns, row, strict=True))
            for row in stored
        }

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Nothing of what is kept is another after this than before."""
        before = self.snapshot()
        yield
        found = changes(before, self.snapshot())
        assert not found, found

    def order_state(self, order: str) -> str:
        state: str = self.value("SELECT state FROM orders WHERE order_id = ?", order)
        return state

    def refunded(self, order: str) -> int:
        """What went back of an order, in cents."""
        cents: int = self.value(
            "SELECT coalesce(sum(amount), 0) FROM payments WHERE order_id = ? AND kind = 'refund'",
            order,
        )
        return cents


def changes(before: Snapshot, after: Snapshot) -> list[Change]:
    """What differs, and whose each row is (or was)."""
    return list(_changes(before, after))


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for table, rows in after.items():
        was = before[table]
        if rows is was or rows == was:
            continue
        for key in rows.keys() | was.keys():
            old, new = was.get(key), rows.get(key)
            if old == new:
                continue
            owners = _owners(table, old, before) | _owners(table, new, after)
            yield Change(table, key, old, new, frozenset(owners))


def _owners(table: str, row: Row | None, data: Snapshot) -> set[str]:
    """The customers whom a row belongs to, found by the tables' own foreign keys."""
    if row is None:
        return set()
    if "customer_id" in row:
        return {row["customer_id"]} - {None}
    owners: set[str] = set()
    for column, parent in _towards_customers(table):
        owners |= _owners(parent, data[parent].get((row[column],)), data)
    return owners


@cache
def _tables() -> tuple[str, ...]:
    tables = Base.metadata.sorted_tables
    return tuple(table.name for table in tables if table.name not in BOOKKEEPING)


@cache
def _primary_key(name: str) -> tuple[str, ...]:
    return tuple(column.name for column in Base.metadata.tables[name].primary_key)


@cache
def _towards_customers(name: str) -> tuple[tuple[str, str], ...]:
    """The columns and tables that lead to an owner by the fewest steps; none for public tables."""
    found = [
        (distance, column, parent)
        for column, parent in _parents(Base.metadata.tables[name])
        if (distance := _distance(parent)) is not None
    ]
    nearest = min((distance for distance, _, _ in found), default=0)
    return tuple((column, parent) for distance, column, parent in found if distance == nearest)


@cache
def _distance(name: str) -> int | None:
    table = Base.metadata.tables[name]
    if "customer_id" in table.columns:
        return 0
    found = [d for _, parent in _parents(table) if (d := _distance(parent)) is not None]
    return 1 + min(found) if found else None


def _parents(table: Table) -> list[tuple[str, str]]:
    return [
        (key.parent.name, key.column.table.name)
        for key in table.foreign_keys
        if key.column.table.name not in {table.name, Customer.__tablename__}
    ]
