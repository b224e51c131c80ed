"""How people really ask, on sentences that no agent declares: who they are sent to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from pipeline.embedded.language import Understanding

HERE = Path(__file__).parent


def _asked(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def _routed(understanding: Understanding, name: str) -> dict[str, Counter[str]]:
    """By agent: how many of its sentences went right, were asked about, or went wrong."""
    counted: dict[str, Counter[str]] = {}
    for agent, sentences in _asked(name).items():
        found = [understanding.route(sentence) or "none" for sentence in sentences]
        counted[agent] = Counter(
            "right" if to == agent else "asked" if to == "none" else "wrong" for to in found
        )
    return counted


@pytest.mark.parametrize("name", ["asked.yaml", "once_more.yaml"])
def test_most_are_understood_and_hardly_any_is_misunderstood(
    understanding: Understanding, name: str
) -> None:
    routed = _routed(understanding, name)
    total = sum(routed.values(), Counter())
    assert total["right"] / total.total() >= 0.92, routed
    assert total["wrong"] / total.total() <= 0.04, "a wrong but confident guess is worse"


@pytest.mark.parametrize("name", ["asked.yaml", "once_more.yaml"])
@pytest.mark.parametrize("agent", ["order_tracking", "returns", "electronics", "human", "none"])
def test_no_agent_is_left_behind(understanding: Understanding, name: str, agent: str) -> None:
    count = _routed(understanding, name)[agent]
    assert count["right"] / count.total() >= 0.85
    assert count["wrong"] / count.total() <= 0.08


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
