"""What the tests of running it share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.traces import Trace


@pytest.fixture
def trace(tmp_path: Path) -> Iterator[Trace]:
    trace = Trace(tmp_path / "trace")
    yield trace
    trace.close()
