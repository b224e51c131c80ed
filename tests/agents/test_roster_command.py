"""`python -m agents`, as a program that reads it sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import wiring
from agents.__main__ import app
from agents.marketplace import ROSTER
from agents.routing import routed
from pipeline.embedded.language import Understanding
from tests.house import settings_in
from tests.scripted import Says, ScriptedLLM, uses


@pytest.fixture(autouse=True)
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, understanding: Understanding) -> None:
    """The settings of a test, and what is understood without fitting it again."""
    monkeypatch.setattr(wiring, "settings_or_stop", lambda: settings_in(tmp_path))
    monkeypatch.setattr("wiring.understood.understanding", lambda settings: understanding)


def test_the_roster_is_listed_with_what_each_can_do() -> None:
    listed = json.loads(CliRunner().invoke(app, ["--json"]).stdout)
    assert [entry["name"] for entry in listed] == list(ROSTER.agents)
    for entry in listed:
        agent = ROSTER.agents[entry["name"]]
        assert set(entry) == {"name", "handles", "needs_auth", "tools"}
        assert entry["needs_auth"] is agent.needs_auth
        assert {action.name for action in agent.actions} < set(entry["tools"])
        assert "transfer" in entry["tools"]


def test_the_table_names_every_agent() -> None:
    shown = CliRunner().invoke(app, []).stdout
    assert all(name in shown for name in ROSTER.agents)


def test_each_line_is_routed() -> None:
    said = "where is my order\ni want to send this back\n\ntell me a joke\nget me a human"
    found = CliRunner().invoke(app, ["route", "--json"], input=said)
    routed = [json.loads(line) for line in found.stdout.splitlines()]
    assert [entry["sentence"] for entry in routed] == said.split("\n")
    assert [e["agent"] for e in routed] == ["order_tracking", "returns", "none", "none", "human"]


async def test_any_model_is_asked_with_the_tool_of_a_conversation() -> None:
    model = ScriptedLLM(
        [
            uses("transfer", target="returns", reason="wants to return"),
            uses("transfer", target="nobody", reason="?"),
            Says("I'm not sure what you mean."),
        ]
    )
    assert await routed(model, ROSTER.handles, "I want to send this back") == "returns"
    assert await routed(model, ROSTER.handles, "hmm") is None
    assert await routed(model, ROSTER.handles, "hello") is None
    assert await routed(model, ROSTER.handles, "  ") is None
    assert model.tools == [["transfer"]] * 3
