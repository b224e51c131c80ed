"""Advice stays quick however much is sold: few queries, each by an index."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import event

from marketplace.market import Marketplace

PATHS = [
    "dimensions?product=HOME003&room_type=bedroom",
    "room-fit?product=HOME003&room_length_ft=10&room_width_ft=12",
    "assembly?product=HOME003",
    "care?product=FASH001",
    "series?name=BOOK009",
    "similar?product=BOOK009",
    "matching?product=HOME003",
    "sizing?product=FASH021&usual_size=10",
    "style?goes_with=FASH001&budget=200",
]
MOST_QUERIES = 8
GROWING = ("products", "variants", "stock")


# Postgres prefers a scan for tables this small; its indexes are the same.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", PATHS)
async def test_no_advice_scans_the_catalogue(
    market: Marketplace, http: httpx.AsyncClient, path: str
) -> None:
    asked: list[tuple[str, Any]] = []
    engine = market.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    assert (await http.get(f"/advice/{path}")).is_success
    queries = [(sql, values) for sql, values in asked if sql.lstrip("( ").startswith("SELECT")]
    assert len(queries) <= MOST_QUERIES
    async with market.database.engine.connect() as connection:
        for sql, values in queries:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            steps = [row["detail"] for row in plan.mappings()]
            scans = [s for s in steps if s.startswith("SCAN") and s.split()[1] in GROWING]
            assert not scans, sql
