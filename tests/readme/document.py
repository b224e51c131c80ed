"""README.md, taken apart: its commands, its files, its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent

from config import ROOT

TEXT = (ROOT / "README.md").read_text()
_FENCE = re.compile(
    r"(?:`(?P<label>[\w./]+)`:\n\n)?^(?P<indent> *)```(?P<language>\w+)\n(?P<text>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"`((?:make|python|\.venv/bin/\w+|curl|echo|printf) [^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block; `label` is the file that the words before it name."""

    label: str | None
    language: str
    text: str


def blocks(language: str | None = None) -> list[Block]:
    found = [Block(m["label"], m["language"], dedent(m["text"])) for m in _FENCE.finditer(TEXT)]
    return [block for block in found if language in (None, block.language)]


def commands() -> list[str]:
    """Every command of the README: those in `sh` blocks, and those within the text."""
    lines = [line for block in blocks("sh") for line in block.text.splitlines()]
    fenced = [line.partition("  #")[0].strip() for line in lines]
    prose = _FENCE.sub("", TEXT)
    return [line for line in dict.fromkeys([*fenced, *_COMMAND.findall(prose)]) if line]


def table(*columns: str) -> list[list[str]]:
    """The rows of the table with this head."""
    lines = iter(TEXT.splitlines())
    for line in lines:
        if _cells(line) == list(columns):
            next(lines)
            rows: list[list[str]] = []
            for row in lines:
                if not row.strip().startswith("|"):
                    return rows
                rows.append(_cells(row))
    raise LookupError(f"no table with the columns {', '.join(columns)}")


def names(cell: str) -> list[str]:
    """What is written as code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def _cells(line: str) -> list[str]:
    stripped = line.strip()
    return [cell.strip() for cell in stripped[1:-1].split("|")] if stripped[:1] == "|" else []
