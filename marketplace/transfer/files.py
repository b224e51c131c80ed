"""Reading rows with the lines on which they begin, and writing rows for their owner's eyes only."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from marketplace.transfer.problems import Problem

ENDINGS = (".csv", ".jsonl")
Line = tuple[int, dict[str, object]]
_NO_COLUMN = "there is no such column"
_LONGEST_CELL = 10_000_000


def read(path: Path, columns: Sequence[str], problems: list[Problem]) -> Iterator[Line]:
    """Every row of a file as cells by column; what cannot be read goes into the problems."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (_csv if path.suffix == ".csv" else _json_lines)(
                path.name, file, columns, problems
            )
    except UnicodeDecodeError:
        problems.append(Problem(path.name, 1, "is not UTF-8 text"))
    except csv.Error as error:
        problems.append(Problem(path.name, 1, f"is not CSV: {error}"))


@contextmanager
def writing(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Sequence[str]], object]]:
    """A CSV file that only its owner can read, with its heading; gives what writes a row."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        yield out.writerow


def _csv(
    name: str, file: TextIO, columns: Sequence[str], problems: list[Problem]
) -> Iterator[Line]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file)
    heading = next(reader, [])
    problems += [Problem(name, 1, f"{c}: {_NO_COLUMN}") for c in heading if c not in columns]
    if len(set(heading)) < len(heading):
        problems.append(Problem(name, 1, "a column is there twice"))
    begins = reader.line_num + 1
    for cells in reader:
        if cells and len(cells) != len(heading):
            what = f"has {len(cells)} cells, and there are {len(heading)} columns"
            problems.append(Problem(name, begins, what))
        elif cells:
            # An empty cell is one that is not there: a field without a value, or with its default.
            row = {column: cell for column, cell in zip(heading, cells, strict=True) if cell != ""}
            yield begins, {column: cell for column, cell in row.items() if column in columns}
        begins = reader.line_num + 1


def _json_lines(
    name: str, file: TextIO, columns: Sequence[str], problems: list[Problem]
) -> Iterator[Line]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            problems.append(Problem(name, number, "is not JSON"))
            continue
        if not isinstance(row, dict):
            problems.append(Problem(name, number, "is not a JSON object"))
            continue
        problems += [Problem(name, number, f"{c}: {_NO_COLUMN}") for c in row if c not in columns]
        yield number, {c: v for c, v in row.items() if c in columns and v is not None}
