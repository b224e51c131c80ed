"""A prepared house: the sample marketplace and the fitted understanding, made once a session."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import wiring
from config import Settings
from marketplace.app import create_app
from pipeline.embedded.language import Understanding
from tests.providers.terminal import ENCRYPTION_KEY, MARKETPLACE_KEY


def settings_in(data_dir: Path, **chosen: object) -> Settings:
    """Settings for a house of its own under `data_dir`, with nothing from this machine."""
    given: dict[str, object] = {
        "data_dir": data_dir,
        "log_dir": None,
        "encryption_key": ENCRYPTION_KEY,
        "marketplace_key": MARKETPLACE_KEY,
    }
    return Settings(_env_file=None, **given | chosen)  # type: ignore[arg-type]  # checked at run time


@pytest.fixture(scope="session")
def prepared(
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
    understanding: Understanding,  # fitted, and kept in the cache
) -> Path:
    """A data directory to copy: sample data loaded as of today, understanding fitted."""
    folder = tmp_path_factory.mktemp("prepared")
    settings = settings_in(folder)
    cache = getattr(pytestconfig, "cache", None)
    fitted = cache.mkdir("house") / "understanding" if cache is not None else None
    if fitted is not None and fitted.exists():
        shutil.copytree(fitted, folder / "understanding")
    else:
        wiring.understanding(settings)
    with ThreadPoolExecutor(1) as pool:  # no loop runs there
        pool.submit(asyncio.run, _load(settings)).result()
    return folder


@pytest.fixture
def data_dir(prepared: Path, tmp_path: Path) -> Path:
    """A data directory of the test's own."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


async def _load(settings: Settings) -> None:
    market = create_app(settings).state.marketplace
    await market.prepare()
    await market.close()
