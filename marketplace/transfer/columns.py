"""How a column of a table is written in a file, and read from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field, JsonValue, StringConstraints
from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String, Table, Text

from marketplace.tables import Instant, Money
from marketplace.vault import Vault

SEALED = "_sealed"
Cell = str | int | bool | Decimal | date | datetime | list[JsonValue] | dict[str, JsonValue] | None
Shape = Any
"""A type as pydantic takes it."""


def _from_text(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError("not JSON") from None


AnyJson = Annotated[dict[str, JsonValue] | list[JsonValue], BeforeValidator(_from_text)]
TextByName = Annotated[dict[str, str], BeforeValidator(_from_text)]
Texts = Annotated[list[str], BeforeValidator(_from_text)]
Usd = Annotated[Decimal, Field(max_digits=12, decimal_places=2)]
Whole = Annotated[int, Field(ge=-(2**31), lt=2**31)]


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file.

    Attributes:
        name: in the heading.
        shape: what its cells hold.
        optional: whether an empty cell is nothing.
        write: what is in the database, as a cell.
        read: a cell, as it goes into the database.
    """

    name: str
    shape: Shape
    optional: bool
    write: Callable[[Vault, Any], Cell]
    read: Callable[[Vault, Any], Any]


def file_columns(
    table: Table, shapes: Mapping[str, Shape], derived: frozenset[str]
) -> dict[str, FileColumn]:
    """The columns of a table's file, by the column of the table that each one fills.

    Args:
        table: in the database.
        shapes: what a column holds, by its name in the file, where its type does not say it all.
        derived: columns that follow from others, and are in no file.
    """
    return {
        column.name: _file_column(table, column, shapes)
        for column in table.columns
        if column.name not in derived
    }


def numbered_by_us(table: Table) -> Column[Any] | None:
    """The number that the database gives a row which has none of its own."""
    [*keys] = table.primary_key.columns
    if len(keys) == 1 and isinstance(keys[0].type, Integer) and not keys[0].foreign_keys:
        return keys[0]
    return None


def _file_column(table: Table, column: Column[Any], shapes: Mapping[str, Shape]) -> FileColumn:
    if isinstance(column.type, LargeBinary):
        name = column.name.removesuffix(SEALED)
        purpose = f"{table.name}.{name}"
        return FileColumn(
            name,
            shapes.get(name, str),
            bool(column.nullable),
            lambda vault, sealed: None if sealed is None else vault.open(purpose, sealed),
            lambda vault, text: None if text is None else vault.seal(purpose, str(text)),
        )
    optional = bool(column.nullable) or column is numbered_by_us(table)
    shape = shapes.get(column.name, _shape(column))
    return FileColumn(column.name, shape, optional, _as_it_is, _as_it_is)


def _as_it_is(_: Vault, value: Any) -> Any:
    return value


def _shape(column: Column[Any]) -> Shape:
    kind = column.type
    if isinstance(kind, Money):
        return Usd
    if isinstance(kind, Instant):
        return AwareDatetime
    if isinstance(kind, Text):
        return str
    if isinstance(kind, String):
        named = column.primary_key or bool(column.foreign_keys)
        return Annotated[
            str, StringConstraints(min_length=1 if named else 0, max_length=kind.length)
        ]
    plain: dict[type[Any], Shape] = {Boolean: bool, Integer: Whole, Date: date, JSON: AnyJson}
    return next(shape for of, shape in plain.items() if isinstance(kind, of))


def as_text(cell: Cell) -> str:
    """A cell as it stands in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
