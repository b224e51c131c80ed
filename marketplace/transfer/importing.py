"""Loading a company's own data from files: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.market import Marketplace
from marketplace.sample.loader import spare_sample_data
from marketplace.search import index_articles, index_products
from marketplace.tables import Product, Variant
from marketplace.transfer import consistency, files, references
from marketplace.transfer.columns import numbered_by_us
from marketplace.transfer.problems import ImportFailed, Problem
from marketplace.transfer.registry import FILES
from marketplace.transfer.rows import Rows, checked, number
from marketplace.vault import Vault

_AT_ONCE = 2_000
_REFS_AT_ONCE = 400


async def import_from(market: Marketplace, folder: Path) -> dict[str, int]:
    """Loads every file of a folder in one transaction; returns how many rows each had.

    A row whose key is known replaces the one that is there; rows that no file names stay. A
    database that has nothing yet gets no sample data later.

    Raises:
        ImportFailed: a row is wrong; nothing was loaded.
    """
    problems: list[Problem] = []
    given = _read(folder, market.vault, problems)
    async with market.writing() as work:
        session = work.session
        for rows in given.values():
            await _number(session, rows)
        problems += await references.problems_of(session, given)
        problems += await consistency.problems_of(session, given)
        if problems:
            raise ImportFailed(problems)
        for file in FILES:
            if file.name in given:
                await _store(session, given[file.name])
        await _derive(session, given)
        await spare_sample_data(session, work.now)
    return {name: len(rows.rows) for name, rows in given.items()}


def _read(folder: Path, vault: Vault, problems: list[Problem]) -> dict[str, Rows]:
    found = {path.name: path for path in sorted(folder.glob("*")) if path.suffix in files.ENDINGS}
    if not found:
        raise ImportFailed([Problem(str(folder), 1, "has no .csv or .jsonl files")])
    given: dict[str, Rows] = {}
    for file in FILES:
        for ending in files.ENDINGS:
            path = found.pop(f"{file.name}{ending}", None)
            if path is not None and file.name in given:
                problems.append(Problem(path.name, 1, "is there in two formats"))
            elif path is not None:
                columns = [*file.headings, *file.also_read]
                lines = files.read(path, columns, problems)
                given[file.name] = checked(file, path.name, lines, vault, problems)
    problems += [Problem(name, 1, "there is no table of that name") for name in found]
    return given


async def _number(session: AsyncSession, rows: Rows) -> None:
    key = numbered_by_us(rows.file.table)
    if key is not None:
        number(rows, await session.scalar(select(func.max(key))) or 0)


async def _store(session: AsyncSession, rows: Rows) -> None:
    table = rows.file.table
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = (sqlite.insert if on_sqlite else postgresql.insert)(table)
    keys = [column.name for column in table.primary_key.columns]
    others = {c.name: insert.excluded[c.name] for c in table.columns if c.name not in keys}
    upsert = (
        insert.on_conflict_do_update(index_elements=keys, set_=others)
        if others
        else insert.on_conflict_do_nothing()
    )
    values = [row.values for row in rows.rows]
    for start in range(0, len(values), _AT_ONCE):
        await session.execute(upsert, values[start : start + _AT_ONCE])
    key = numbered_by_us(table)
    if key is not None and values and not on_sqlite:
        # Postgres counts by itself and would give the same numbers again.
        await session.execute(
            text(
                "SELECT setval(pg_get_serial_sequence(:table, :key),"
                " greatest(:last, nextval(pg_get_serial_sequence(:table, :key))))"
            ),
            {"table": table.name, "key": key.name, "last": max(v[key.name] for v in values)},
        )


async def _derive(session: AsyncSession, given: Mapping[str, Rows]) -> None:
    """What follows from what was loaded: lowest prices, and what is searched."""
    products = sorted(
        {
            row.values["product_id"]
            for name in ("products", "variants")
            if name in given
            for row in given[name].rows
        }
    )
    lowest = (
        select(func.min(Variant.price))
        .where(Variant.product_id == Product.product_id)
        .scalar_subquery()
    )
    for start in range(0, len(products), _REFS_AT_ONCE):
        part = products[start : start + _REFS_AT_ONCE]
        await session.execute(
            update(Product)
            .where(Product.product_id.in_(part))
            .values(price_from=lowest)
            .execution_options(synchronize_session=False)
        )
    await index_products(session, products)
    if "articles" in given:
        articles = [row.values["article_id"] for row in given["articles"].rows]
        await index_articles(session, articles)
