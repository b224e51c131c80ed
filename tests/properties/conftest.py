"""The world that random walks go through: one house, put back to its beginning for each walk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from pipeline.embedded.language import Understanding
from tests.house import open_house
from tests.ledger import Ledger
from tests.properties.marks import plant
from tests.properties.requests import Belongings
from tests.properties.world import World


@pytest.fixture
def portal() -> Iterator[BlockingPortal]:
    """A loop beside the test, since the test itself has to be what hypothesis can call."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def world(
    portal: BlockingPortal,
    tmp_path: Path,
    marketplace_template: Path,
    understanding: Understanding,
) -> Iterator[World]:
    """A house whose customers' belongings are marked."""
    template = tmp_path / "marked.db"
    shutil.copy(marketplace_template, template)
    marks = plant(template)
    with portal.wrap_async_context_manager(open_house(tmp_path, template, understanding)) as house:
        belongings = Belongings.read(Ledger(marketplace_template))  # as callers name them: unmarked
        yield World(house, template, Ledger(house.database), marks, belongings)
