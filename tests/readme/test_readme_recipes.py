"""What the README says to add is added to the letter, and works."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.readme import document
from tests.readme.conftest import Checkout
from tests.readme.test_readme_commands import PET

RUFF = Path(sys.prefix) / "bin" / "ruff"


def changed(text: str, diff: str) -> str:
    """The text after each hunk of a diff: its context and removed lines become what is added."""
    for hunk in diff.split("@@\n"):
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(before) == 1, f"not as the README has it:\n{before}"
        text = text.replace(before, after)
    return text


def follow(checkout: Checkout) -> list[str]:
    """Does what "Add an action" and "Add an agent" say; returns the files that it touched."""
    touched = []
    for block in document.blocks():
        if block.label is None:
            continue
        file = checkout.root / block.label
        if block.language == "diff":
            file.write_text(changed(file.read_text(), block.text))
        else:
            assert not file.exists(), f"{block.label} is already there"
            file.write_text(block.text)
        touched.append(block.label)
    return touched


def test_an_agent_and_an_action_are_added(copied: Callable[[], Checkout]) -> None:
    checkout = copied()
    touched = follow(checkout)
    assert len(touched) == 4
    python = [name for name in touched if name.endswith(".py")]
    for check in (["check"], ["format", "--check"]):
        subprocess.run([RUFF, *check, *python], cwd=checkout.root, check=True)

    (listed,) = [
        agent
        for agent in json.loads(checkout.run(".venv/bin/python -m agents --json"))
        if agent["name"] == "pets"
    ]
    assert "find_for_pet" in listed["tools"]
    assert "pets ›" in checkout.run(PET)

    said = checkout.run(
        "ALLOW_BROWSING=true .venv/bin/python -m channels.chat --json",
        lines="I need something for my pet\na dog\nbye\n",
    )
    events = [json.loads(line) for line in said.splitlines()]
    done = [(e["agent"], e["name"]) for e in events if e["type"] == "action" and e["ok"]]
    assert done == [("authentication", "transfer"), ("pets", "find_for_pet"), ("pets", "end_call")]
