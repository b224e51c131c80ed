"""What is wrong with files, said so that whoever made them can mend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at a place of a file; never quotes a value, which may be private.

    Attributes:
        file: its name.
        line: where the row begins, 1 being the heading.
        what: a sentence fragment.
    """

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class ImportFailed(Exception):
    """Files cannot be loaded, and nothing was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(sorted(problems))
