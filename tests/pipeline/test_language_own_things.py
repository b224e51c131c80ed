"""Of several things that are named, the caller's own is the one that a request is about."""

from __future__ import annotations

import pytest

from pipeline.embedded.language.heard import Heard
from pipeline.embedded.language.mentions import Carrier
from tests.pipeline.town import TODAY


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it's only been a few weeks, can you check again if I can return the bed", "bed"),
        ("it took a whole month, where is my blue bicycle", "blue bicycle"),
        ("I bought a kettle", "kettle"),
    ],
)
def test_what_is_the_callers_own_comes_before_what_is_only_mentioned(said: str, meant: str) -> None:
    carrier = Carrier(stems=frozenset({"return"}))
    assert Heard(said, carrier, TODAY).plain_thing == meant
