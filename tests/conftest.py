"""What all tests may use: a house with a marketplace of its own, and looks into its database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import wiring
from config import Settings
from pipeline.embedded.language import Understanding
from tests.house import TestHouse, open_house, prepare, settings_in
from tests.ledger import Ledger


@pytest.fixture(scope="session")
def marketplace_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample data, made once; tests get copies."""
    folder = tmp_path_factory.mktemp("marketplace")
    with ThreadPoolExecutor(1) as pool:  # a fixture may be set up while a test's loop is running
        return pool.submit(asyncio.run, prepare(folder)).result()


@pytest.fixture(scope="session")
def fitted(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Settings:
    """Where what the embedded language model understands is kept, from one run to the next."""
    cache = getattr(pytestconfig, "cache", None)  # absent under `-p no:cacheprovider`
    folder = cache.mkdir("house") if cache is not None else tmp_path_factory.mktemp("house")
    return settings_in(folder)


@pytest.fixture(scope="session")
def understanding(fitted: Settings) -> Understanding:
    """What the embedded language model understands."""
    return wiring.understanding(fitted)


@pytest.fixture(scope="session")
def understood(fitted: Settings, understanding: Understanding) -> Path:
    """Where that is kept, for a process of its own to begin with."""
    return fitted.data_dir / "understanding"


@pytest.fixture
async def house(
    tmp_path: Path, marketplace_template: Path, understanding: Understanding
) -> AsyncIterator[TestHouse]:
    """The product, with a fresh marketplace in this process."""
    async with open_house(tmp_path, marketplace_template, understanding) as house:
        yield house


@pytest.fixture
def ledger(house: TestHouse) -> Ledger:
    """The marketplace's database, read past the product."""
    return Ledger(house.database)
