"""A whole call for each fault of each provider, over real sockets: all of them are completed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from bench.faults.call import Outcome
from bench.faults.table import every, shown
from pipeline.faults import Kind
from pipeline.minds import LOST
from tests.providers.troubles import Trouble

pytestmark = [pytest.mark.speech, pytest.mark.timeout(600)]

SEEN: Mapping[Trouble, set[str]] = {
    Trouble.REFUSED_KEY: {"401"},
    Trouble.RATE_LIMIT: {"429"},
    Trouble.SLOW: set(),
    Trouble.HANG: {"timeout"},
    Trouble.CUT: {"connection"},
    Trouble.NONSENSE: {"timeout", "broken", "connection"},
}
BUSY = {"timeout"}
"""What a machine that has much else to do may make of any answer."""
GREETING = "Hello, and welcome"


def said_twice(outcome: Outcome) -> list[str]:
    """Answers that were given one right after the other."""
    heard = outcome.heard
    return [one for one, other in pairwise(heard) if one == other]


@pytest.mark.parametrize("kind", ["stt", "llm", "tts"])
async def test_each_fault_leaves_a_call_that_is_completed(tmp_path: Path, kind: Kind) -> None:
    rows = await every(tmp_path, (kind,), None, at_once=2)
    assert [row.trouble for row in rows] == list(Trouble)
    for row in rows:
        outcome = row.outcome
        assert outcome.completed, (row.trouble, outcome)
        assert outcome.heard[0].startswith(GREETING)
        assert outcome.seconds > 20
        codes = {what.partition(" ")[2] for what in outcome.faults}
        assert {what.partition(" ")[0] for what in outcome.faults} <= {kind}
        if wanted := SEEN[row.trouble]:
            assert codes & wanted, (row.trouble, outcome.faults)
        assert codes <= wanted | BUSY, (row.trouble, outcome.faults)
        if kind == "tts":
            assert not said_twice(outcome)
            assert not any(LOST in heard for heard in outcome.heard)
    assert shown(rows).row_count == len(Trouble)
