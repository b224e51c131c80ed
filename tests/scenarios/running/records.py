"""The marketplace's data before and after a conversation, in the types that its tables declare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy import create_engine, select

from marketplace.tables import Base
from tests.ledger import BOOKKEEPING, Change, Snapshot, changes

ANYTHING: Final = "anything"
NOTHING: Final = "nothing"


def snapshot(database: Path) -> Snapshot:
    """Every row of every table but the bookkeeping's, by primary key."""
    engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.connect() as connection:
            return {
                table.name: {
                    tuple(row[column.name] for column in table.primary_key): dict(row)
                    for row in connection.execute(select(table)).mappings()
                }
                for table in Base.metadata.sorted_tables
                if table.name not in BOOKKEEPING
            }
    finally:
        engine.dispose()


class Records:
    """What was, what is, and what became of it."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self.before = before
        self.after = after
        self.changes: list[Change] = changes(before, after)

    def order_state(self, order: str) -> str | None:
        """None: there is no such order."""
        row = self.after["orders"].get((order,))
        return None if row is None else str(row["state"])

    def refunded(self, order: str) -> Decimal:
        """USD that went back of an order in all."""
        return self._paid(order, "refund")

    def overpaid(self) -> Iterator[str]:
        """Orders of which more went back than was ever paid."""
        for (order,) in self.after["orders"]:
            if self._paid(order, "refund") > self._paid(order, "payment"):
                yield order

    def stock_change(self, product: str) -> int:
        """Pieces of a product, or of one variant of it, that came or (below zero) went."""
        skus = {
            sku
            for (sku,), row in self.after["variants"].items()
            if product in (sku, row["product_id"])
        }
        return sum(
            sign * row["quantity"]
            for sign, data in ((1, self.after), (-1, self.before))
            for (sku, *_), row in data["stock"].items()
            if sku in skus
        )

    def _paid(self, order: str, kind: str) -> Decimal:
        return sum(
            (
                row["amount"]
                for row in self.after["payments"].values()
                if row["order_id"] == order and row["kind"] == kind
            ),
            Decimal(),
        )


def fits(cells: dict[str, Any], row: dict[str, Any] | None) -> bool:
    """Whether a row has these values in the columns that are named."""
    return row is not None and all(_same(wanted, row[name]) for name, wanted in cells.items())


def _same(wanted: str | dict[str, str], found: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(_same(v, found.get(k)) for k, v in wanted.items())
    if wanted in (ANYTHING, NOTHING):
        return (found is None) is (wanted == NOTHING)
    if isinstance(found, Decimal):
        return Decimal(wanted) == found
    return wanted.casefold() == str(found).casefold()
