"""A company's own data, as files that an import takes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database."""
CUSTOMER = {
    "customer_id": "CUST-1",
    "first_name": "Ada",
    "last_name": "Byron",
    "tier": "basic",
    "locale": "en-GB",
    "loyalty_points": "0",
    "preferences": "{}",
    "phone": "+441632960001",
    "email": "ada@example.com",
    "date_of_birth": "1980-12-10",
    "address": json.dumps(
        {"street": "1 High Street", "city": "Reno", "state": "NV", "postal_code": "89501"}
    ),
    "ssn_last_four": "1234",
    "card_last_four": "0042",
    "created_at": "2030-01-01T00:00:00Z",
}
PRODUCT = {
    "product_id": "TEA1",
    "name": "Green tea",
    "brand": "Leaf",
    "category": "home",
    "kind": "tea",
    "description": "Dried slowly.",
    "specs": "{}",
    "final_sale": "false",
    "low_stock_threshold": "3",
}
VARIANT = {
    "sku": "TEA1-1",
    "product_id": "TEA1",
    "position": "1",
    "options": '{"size": "M"}',
    "price": "4.50",
}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows into the CSV file of a table: `write("products", PRODUCT, name="Tea")`."""
    folder = tmp_path / "own"
    folder.mkdir()

    def _write(table: str, *rows: dict[str, str], **changes: str) -> Path:
        with (folder / f"{table}.csv").open("w", newline="") as file:
            out = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
            out.writeheader()
            out.writerows(row | changes for row in rows)
        return folder

    return _write


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
