"""Starting: tables, sample data, several processes at once, a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import IntegrityError

from config import Settings
from marketplace.app import create_app
from marketplace.database import Database
from marketplace.market import Marketplace
from marketplace.tables import Base, Order
from tests.marketplace.fixtures import Acting, Clock, Stored, make_settings

BOTH = pytest.mark.parametrize(
    "empty_database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
    indirect=True,
)


def made(settings: Settings) -> Marketplace:
    market: Marketplace = create_app(settings, Clock()).state.marketplace
    return market


@BOTH
async def test_starts_at_the_same_moment_agree(empty_database_url: str, tmp_path: Path) -> None:
    markets = [made(make_settings(tmp_path, empty_database_url)) for _ in range(3)]
    await asyncio.gather(*(market.prepare() for market in markets))
    for market in markets:
        async with market.reading() as work:
            assert await work.session.scalar(select(func.count()).select_from(Order)) == 42
        await market.close()


@BOTH
async def test_a_restart_keeps_what_was_changed(empty_database_url: str, tmp_path: Path) -> None:
    settings = make_settings(tmp_path, empty_database_url)
    market = made(settings)
    await market.prepare()
    async with market.writing() as work:
        order = await work.session.get_one(Order, "ORD-67890")
        order.state = "processed"
    await market.close()
    market = made(settings)
    await market.prepare()
    async with market.reading() as work:
        order = await work.session.get_one(Order, "ORD-67890")
        assert order.state == "processed"
    await market.close()


@pytest.mark.filterwarnings("ignore:autogenerate skipping")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
async def test_the_migrations_make_the_tables_of_the_code(market: Marketplace) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or name in Base.metadata.tables
                )
            },
        )
        return list(compare_metadata(context, Base.metadata))

    async with market.database.engine.connect() as connection:
        found = await connection.run_sync(differences)
    assert [d for d in found if "ix_products_brand" not in repr(d)] == []


async def test_sqlite_is_durable_and_keeps_foreign_keys(sqlite_template: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{sqlite_template}")
    async with database.reading() as session:
        pragmas = [
            await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    await database.close()
    assert pragmas == ["wal", 2, 1]


async def test_a_failed_write_leaves_nothing_and_says_nothing_private(
    market: Marketplace, stored: Stored
) -> None:
    async def write() -> None:
        async with market.writing() as work:
            order = await work.session.get_one(Order, "ORD-67890")
            order.state = "processed"
            order.method_id = "no such method of Jane's"

    with pytest.raises(IntegrityError) as failed:
        await write()
    assert "Jane" not in str(failed.value)
    assert await stored(select(Order.state).where(Order.order_id == "ORD-67890")) == ["pending"]


async def test_a_list_of_orders_costs_the_same_for_one_and_for_many(
    market: Marketplace, acting: Acting
) -> None:
    statements: list[str] = []
    engine = market.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    counts = {}
    for customer in ("CUST-1001", "CUST-1010"):
        statements.clear()
        orders = await acting(customer).orders.list()
        counts[len(orders)] = len([s for s in statements if s.startswith("SELECT")])
    assert len(counts) == 2
    assert len(set(counts.values())) == 1


# Postgres prefers a scan for tables this small; its indexes are the same.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["orders", "orders/ORD-12345/tracking", "returns"])
async def test_no_query_scans_a_growing_table(
    market: Marketplace, http: httpx.AsyncClient, path: str
) -> None:
    asked: list[tuple[str, Any]] = []
    engine = market.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    await http.get(f"/customers/CUST-1001/{path}")
    queries = [(sql, values) for sql, values in asked if sql.startswith("SELECT")]
    async with market.database.engine.connect() as connection:
        for sql, values in queries:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            assert not [row for row in plan.mappings() if row["detail"].startswith("SCAN")], sql
