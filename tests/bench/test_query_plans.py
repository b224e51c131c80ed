"""Nothing that a caller can ask for reads a whole table: the plan of every query of a whole run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bench.houses import settings_in, with_doubles
from bench.measure import Figures, run
from marketplace.database import Database
from marketplace.tables import Base
from pipeline.embedded.language import Understanding
from wiring import in_process

SMALL = {
    "account_locks", "appointments", "article_documents", "articles", "callbacks", "data_loads",
    "identity_counters", "material_care", "offers", "promotions", "search_terms", "size_charts",
    "tickets",
}  # fmt: skip
"""Tables that stay small, or of which a query wants everything that is open."""
BIG = set(Base.metadata.tables) - SMALL
WALKS = re.compile(r"ORDER BY products\.price_from")
"""The cheapest first: an index in its order, until there are as many as are wanted."""


async def test_no_query_of_a_caller_scans_a_big_table(
    tmp_path: Path, understanding: Understanding, monkeypatch: Any
) -> None:
    asked: set[str] = set()
    prepare = Database.__init__

    def listening(database: Database, url: str) -> None:
        prepare(database, url)

        @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
        def _note(_c: Any, _u: Any, statement: str, *_: Any) -> None:
            asked.add(statement)

    settings = settings_in(tmp_path)
    customers = await with_doubles(settings, 1)
    figures = Figures()
    monkeypatch.setattr(Database, "__init__", listening)
    async with in_process(settings, understanding) as house:
        asked.clear()
        await run(house, customers, figures)

    assert dict(figures.refused) == {}
    with closing(sqlite3.connect(settings.data_dir / "marketplace.db")) as connection:
        assert _scans(connection, "SELECT * FROM orders AS o") == [
            "SCAN o: SELECT * FROM orders AS o"
        ]
        scans = [scan for statement in sorted(asked) for scan in _scans(connection, statement)]
    assert len(asked) > 200
    assert scans == []


def _scans(connection: sqlite3.Connection, statement: str) -> list[str]:
    """The parts of a statement's plan that read a big table from end to end."""
    if not statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
        return []
    if WALKS.search(statement):
        return []
    # A plan does not depend on the values.
    values = [None] * statement.count("?")
    plan = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    return [
        f"{step}: {' '.join(statement.split())}"
        for step in plan
        if (scan := re.match(r"SCAN (\w+)(?! VIRTUAL)\b", step)) and _is_big(scan[1], statement)
    ]


def _is_big(name: str, statement: str) -> bool:
    """Whether a name in a plan, which may be an alias, is a big table."""
    meant = re.search(rf"\b(\w+) AS {name}\b", statement)
    return (meant[1] if meant else name) in BIG
