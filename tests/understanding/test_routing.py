"""How people really ask, on sentences that no agent declares: who they are sent to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.understanding import NONE, Score, measure, read, share
from pipeline.embedded.language import Understanding

HERE = Path(__file__).parent


LOOKED_AT = ["asked.yaml", "once_more.yaml", "heard_first.yaml"]
"""Seen by whoever chose the examples."""
UNSEEN = ["heard_second.yaml"]
"""By a stranger, and never looked at."""


ENOUGH = 20
"""Sentences of an agent in a file from which on its share says something."""


@pytest.fixture(scope="module")
def scored(understanding: Understanding) -> dict[str, Score]:
    return {name: measure(understanding, read(HERE / name)) for name in (*LOOKED_AT, *UNSEEN)}


@pytest.mark.parametrize("name", [*LOOKED_AT, *UNSEEN])
def test_most_are_understood_and_hardly_any_is_misunderstood(
    scored: dict[str, Score], name: str
) -> None:
    served = scored[name].served
    assert share(served, "right") >= 0.88, scored[name]
    assert share(served, "wrong") <= 0.05, "a wrong but confident guess is worse than asking"


@pytest.mark.parametrize("name", [*LOOKED_AT, *UNSEEN])
def test_no_agent_is_left_behind(scored: dict[str, Score], name: str) -> None:
    many = {agent: c for agent, c in scored[name].by_agent.items() if c.total() >= ENOUGH}
    for agent, counts in many.items():
        assert share(counts, "right") >= 0.7, agent
        assert agent == NONE or share(counts, "wrong") <= 0.15, agent


@pytest.mark.parametrize(
    "sentence", ["", "   ", "😀😀😀", "?!", "12", "a" * 5_000, "order " * 1_000, "<script>"]
)
def test_what_says_nothing_goes_nowhere_or_to_one_of_them(
    understanding: Understanding, sentence: str
) -> None:
    assert understanding.route(sentence) in {None, "order_tracking"}


@pytest.mark.parametrize(
    "sentence",
    ["ORD_12345", "ORD-12345", "ord 12345", "order one two three four five", "12345",
     "one two three four five", "number 12345", "it's order number 12345"],
)  # fmt: skip
def test_an_order_number_alone_is_about_the_order(
    understanding: Understanding, sentence: str
) -> None:
    assert understanding.route(sentence) == "order_tracking"


@pytest.mark.parametrize(
    "sentence", ["wheres my delivry", "i want to retrun this", "my packge is missing"]
)
def test_a_slip_of_the_keys_is_forgiven(understanding: Understanding, sentence: str) -> None:
    assert understanding.route(sentence) in {"order_tracking", "returns"}
