"""Rows of a file as rows of a table, each checked by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from marketplace.transfer.columns import numbered_by_us
from marketplace.transfer.files import Line
from marketplace.transfer.problems import Problem
from marketplace.transfer.registry import File
from marketplace.vault import Vault

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is right by itself.

    Attributes:
        line: of the file.
        values: as they are stored, by the columns of the table.
    """

    line: int
    values: Values


@dataclass(frozen=True, slots=True)
class Rows:
    """What one file holds.

    Attributes:
        file: of which table.
        path_name: the file's name.
        rows: those that are right by themselves.
        wrong: the cells of the others, so that what refers to them is not called wrong as well.
    """

    file: File
    path_name: str
    rows: list[Row]
    wrong: list[dict[str, object]]

    def problem(self, row: Row, what: str) -> Problem:
        """Something wrong with a row."""
        return Problem(self.path_name, row.line, what)


def checked(
    file: File, path_name: str, lines: Iterable[Line], vault: Vault, problems: list[Problem]
) -> Rows:
    """Every row that is right by itself; what is wrong with the others goes into the problems."""
    model = _model(file)
    rows: list[Row] = []
    wrong: list[dict[str, object]] = []
    for line, cells in lines:
        try:
            given = model.model_validate(cells).model_dump()
            derived = {} if file.derive is None else file.derive(vault, given)
        except ValidationError as error:
            problems += [Problem(path_name, line, _said(detail)) for detail in error.errors()]
            wrong.append(cells)
        except ValueError as error:
            problems.append(Problem(path_name, line, str(error)))
            wrong.append(cells)
        else:
            values = {
                name: column.read(vault, given[column.name])
                for name, column in file.columns.items()
            }
            rows.append(Row(line, values | derived))
    return Rows(file, path_name, rows, wrong)


def number(rows: Rows, last: int) -> None:
    """Gives rows without a number of their own the next ones.

    Args:
        rows: of a table that `numbered_by_us`.
        last: the highest number in the database.
    """
    key = numbered_by_us(rows.file.table)
    if key is None:
        return
    given = [row.values[key.name] for row in rows.rows if row.values[key.name] is not None]
    following = max([last, *given])
    for row in rows.rows:
        if row.values[key.name] is None:
            following += 1
            row.values[key.name] = following


def _model(file: File) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for column in file.columns.values():
        if column.optional or type(None) in get_args(column.shape):
            fields[column.name] = (column.shape | None, None)
        elif column.shape is str:
            fields[column.name] = (str, "")
        else:
            fields[column.name] = (column.shape, ...)
    for name, shape in file.also_read.items():
        fields[name] = (shape | None, None)
    config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    return create_model(f"{file.of.__name__}Row", __config__=config, **fields)


def _said(detail: Any) -> str:
    where = ".".join(str(part) for part in detail["loc"])
    what = detail["msg"].removeprefix("Value error, ")
    return f"{where}: {what[:1].lower()}{what[1:]}"
