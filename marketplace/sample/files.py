"""Reading the files of this folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

_FOLDER = files("marketplace.sample")


def rows(*path: str) -> list[dict[str, str]]:
    """The rows of a CSV file, empty fields as empty text."""
    text = _FOLDER.joinpath(*path).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def names(folder: str) -> list[str]:
    """The files in a folder, in order."""
    return sorted(item.name for item in _FOLDER.joinpath(folder).iterdir() if item.is_file())


def sections(*path: str) -> Iterator[tuple[str, list[str]]]:
    """The sections of a Markdown file: the heading, and the lines below it that say something."""
    text = _FOLDER.joinpath(*path).read_text(encoding="utf-8")
    for section in text.split("\n# "):
        heading, *lines = section.removeprefix("# ").splitlines()
        yield heading.strip(), [line.strip() for line in lines if line.strip()]


def pairs(text: str) -> dict[str, str]:
    """`a=1;b=2` as a mapping."""
    found = (part.partition("=") for part in text.split(";") if part)
    return {name: value for name, _, value in found}
