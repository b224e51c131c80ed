"""The world of a walk: a house, and what is known of its data before anybody has said anything."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.house import START, TestHouse
from tests.ledger import Ledger
from tests.properties.requests import Belongings


@dataclass
class World:
    """The house that walks go through, and what is known of its data beforehand."""

    house: TestHouse
    template: Path
    """The database as every walk finds it, with marks."""
    ledger: Ledger
    marks: dict[str, tuple[str, ...]]
    belongings: Belongings
    succeeded: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    def start_over(self) -> None:
        """The same data and the same time for every walk."""
        with (
            closing(sqlite3.connect(self.template)) as fresh,
            closing(sqlite3.connect(self.house.database)) as database,
        ):
            fresh.backup(database)
        self.house.clock.now = START
