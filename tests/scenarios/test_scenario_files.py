"""A file of scenarios that is not as it should be is refused, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.marketplace import ROSTER
from tests.scenarios.running.reading import FOLDER, Unreadable, read

WHOLE = """\
agent: returns
scenarios:
  - title: It goes back
    caller: John Doe
    starts: identified
    says:
      - send it back
      - keys: "1#"
      - waits: 20 minutes
    must:
      actions:
        - initiate_return: {order: ORD-1001}
      data:
        orders: {ORD-1001: return_requested}
    never:
      actions: [process_refund]
"""


def wrong(folder: Path, text: str) -> str:
    """What is said of a file with this in it."""
    file = folder / "one.yaml"
    file.write_text(text)
    with pytest.raises(Unreadable) as refused:
        read([file], ROSTER)
    return str(refused.value)


def test_a_whole_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(WHOLE)
    (case,) = read([file], ROSTER)
    assert str(case) == "returns: It goes back"
    first, keys, later = case.scenario.says
    assert (first.says, keys.keys) == ("send it back", "1#")
    assert later.waits is not None
    assert later.waits.total_seconds() == 20 * 60


@pytest.mark.parametrize(
    ("there", "instead", "line"),
    [
        ("agent: returns", "agent: refunds", 1),
        ("title: It", "titel: It", 3),
        ("caller: John Doe", "caller: John Dough", 4),
        ("caller: John Doe", "caller: a stranger", 5),
        ("starts: identified", "starts: soon", 5),
        ("keys: ", "key: ", 8),
        ('keys: "1#"', "keys: one", 8),
        ("20 minutes", "a while", 9),
        ("waits: 20 minutes", "identifies: Nobody", 9),
        ("waits: 20 minutes", "calls_again: maybe", 9),
        ("initiate_return:", "return_it:", 12),
        ("{order: ORD-1001}", "{number: ORD-1001}", 12),
        ("orders: {ORD-1001: return_requested}", "added: [{refunds: {}}]", 14),
        ("orders: {ORD-1001: return_requested}", "added: [{returns: {colour: red}}]", 14),
        ("orders: {ORD-1001", "order: {ORD-1001", 14),
        ("[process_refund]", "[process_refunds]", 16),
        ("    caller: John Doe", "    caller: John Doe\n    caller: Jane Smith", 5),
        ("says:", "says: {", 7),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, there: str, instead: str, line: int
) -> None:
    assert there in WHOLE
    told = wrong(tmp_path, WHOLE.replace(there, instead, 1))
    assert {each.partition(": ")[0] for each in told.splitlines()} == {f"one.yaml:{line}"}


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = wrong(tmp_path, WHOLE.replace("John Doe", "Nobody").replace("20 min", "some min"))
    assert [line.split(":")[1] for line in told.splitlines()] == ["9"]
    told = wrong(tmp_path, WHOLE.replace("John Doe", "Nobody").replace("process_", "return_"))
    assert [line.split(":")[1] for line in told.splitlines()] == ["4", "16"]


@pytest.mark.parametrize("nothing", ["must: {}", "must:\n      ends:\n"])
def test_nothing_expected_is_refused(tmp_path: Path, nothing: str) -> None:
    before, _, _ = WHOLE.partition("must:")
    assert wrong(tmp_path, before + nothing)


@pytest.mark.parametrize("text", ["", "agent: returns\n", "scenarios: []\n", "- returns\n"])
def test_a_file_without_scenarios_is_refused(tmp_path: Path, text: str) -> None:
    assert wrong(tmp_path, text)


def test_words_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(WHOLE.replace("send it back", "yes").replace('keys: "1#"', "0005"))
    (case,) = read([file], ROSTER)
    assert [step.says for step in case.scenario.says[:2]] == ["yes", "0005"]


def test_the_example_of_the_readme_is_one(tmp_path: Path) -> None:
    text = (FOLDER / "README.md").read_text()
    (example,) = [part for part in text.split("```yaml\n") if part.startswith("agent:")]
    file = tmp_path / "example.yaml"
    file.write_text(example.partition("```")[0])
    assert len(read([file], ROSTER)) == 1
