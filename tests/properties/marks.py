"""Marks in what belongs to each customer: words that nobody says, and that no other call may show.

A mark goes wherever a customer's rows hold plain text. What is unique by itself (a tracking
number, a street, an email address, a last name) is a mark as it stands.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from marketplace.sample.files import rows

_ORDERS = "order_id IN (SELECT order_id FROM orders WHERE customer_id = ?)"
_PARCELS = "tracking_number IN (SELECT tracking_number FROM fulfilments WHERE " + _ORDERS + ")"  # noqa: S608  # our own names
_RETURNS = "return_id IN (SELECT return_id FROM returns WHERE " + _ORDERS + ")"  # noqa: S608
_PLACES = (
    ("order_items", "name", _ORDERS),
    ("charges", "description", _ORDERS),
    ("fulfilments", "location", _ORDERS),
    ("shipment_events", "location", _PARCELS),
    ("return_items", "name", _RETURNS),
)


def plant(database: Path) -> dict[str, tuple[str, ...]]:
    """Puts marks into a database; returns each customer's."""
    connection = sqlite3.connect(database)
    marks: dict[str, tuple[str, ...]] = {}
    with connection:
        for number, row in enumerate(rows("customers.csv")):
            customer = row["customer_id"]
            mark = f"zq{chr(ord('a') + number)}qz"
            marks[customer] = (mark, *_unique(row), *_tracking_numbers(connection, customer))
            _write(connection, customer, mark)
    connection.close()
    return marks


def _unique(row: dict[str, str]) -> tuple[str, ...]:
    return row["email"], row["street"], f"{row['first_name']} {row['last_name']}"


def _tracking_numbers(connection: sqlite3.Connection, customer: str) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT tracking_number FROM fulfilments JOIN orders USING (order_id) "
        "WHERE customer_id = ?",
        (customer,),
    )
    return tuple(number for (number,) in found)


def _write(connection: sqlite3.Connection, customer: str, mark: str) -> None:
    for table, column, rows_of_theirs in _PLACES:
        connection.execute(
            f"UPDATE {table} SET {column} = {column} || ? WHERE {rows_of_theirs}",  # noqa: S608  # our own names
            (f" {mark}", customer),
        )
    connection.execute(
        "UPDATE customers SET preferences = json_set(preferences, '$.note', ?) "
        "WHERE customer_id = ?",
        (mark, customer),
    )
