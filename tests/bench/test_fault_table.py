"""A whole call for each fault of each provider, over real sockets: all of them are completed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from bench.faults.call import Outcome
from bench.faults.table import KINDS, every, markdown, promised
from config import ROOT
from pipeline.embedded.language import Understanding
from tests.providers.troubles import Trouble

pytestmark = pytest.mark.timeout(600)

SEEN: Mapping[Trouble, set[str]] = {
    Trouble.REFUSED_KEY: {"401"},
    Trouble.RATE_LIMIT: {"429"},
    Trouble.SLOW: set(),
    Trouble.HANG: {"timeout"},
    Trouble.CUT: {"connection"},
    Trouble.NONSENSE: {"timeout", "broken", "connection"},
}
BUSY = {"timeout", "connection", "broken"}
"""What a machine that has much else to do may make of any answer, and a connection that is closed
of what else was said on it."""
GREETING = "Hello, and welcome"


def said_twice(outcome: Outcome) -> list[str]:
    """Answers that were given one right after the other."""
    heard = outcome.heard
    return [one for one, other in pairwise(heard) if one == other]


@pytest.mark.speech
async def test_each_fault_leaves_a_call_that_is_completed(
    tmp_path: Path, understanding: Understanding
) -> None:
    rows = await every(tmp_path, understanding, KINDS, None, at_once=4)
    for row, expected in zip(rows, promised(), strict=True):
        outcome = row.outcome
        assert row.completed, (row.kind, row.trouble, row.returns, outcome)
        assert outcome.heard[0].startswith(GREETING)
        assert outcome.seconds > 20
        codes = {what.partition(" ")[2] for what in outcome.faults if row.kind in what}
        if wanted := SEEN[row.trouble]:
            assert codes & wanted, (row.kind, row.trouble, outcome.faults)
            assert row.cells == expected
        assert codes <= wanted | BUSY, (row.kind, row.trouble, outcome.faults)
        if row.kind == "tts":
            assert not said_twice(outcome)


def test_the_readers_table_is_the_one_that_the_bench_makes() -> None:
    """Wherever it is shown."""
    table = markdown(promised())
    files = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    showing = [text for text in map(Path.read_text, files) if table.splitlines()[0] in text]
    assert showing
    assert all(table in text for text in showing)
