"""The trace that every stand-in leaves: who stopped when asked, and when nobody is left."""

from __future__ import annotations

import os
import select
from pathlib import Path

STAND_IN = str(Path(__file__).with_name("stand_in.py"))


class Trace:
    """The reading end of the pipe that every stand-in holds open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        os.mkfifo(path)
        self._reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(self._reading, True)

    def until_all_ended(self) -> list[str]:
        """Waits until no stand-in is left, and gives the names of those that said goodbye."""
        said = b""
        while chunk := os.read(self._reading, 4096):
            said += chunk
        return said.decode().split()

    def until_someone_speaks(self) -> None:
        """Waits for the first word of a stand-in."""
        select.select([self._reading], [], [])

    def close(self) -> None:
        os.close(self._reading)
