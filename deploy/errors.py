"""What stops a start, and what ends a run: each one sentence for the person at the terminal."""

from __future__ import annotations

from pathlib import Path


class CannotStartError(Exception):
    """Nothing was started; the message is the sentence that says why and what to do."""


class BuildError(Exception):
    """Something optional could not be built; the message says what is missing without it."""


class ServiceFailedError(Exception):
    """A service ended by itself, or was not ready in time.

    Attributes:
        last_lines: the end of what it wrote, oldest first.
        log: the file with all of it.
    """

    def __init__(self, sentence: str, last_lines: list[str], log: Path) -> None:
        super().__init__(sentence)
        self.last_lines = last_lines
        self.log = log
