"""Scenarios against a cloud model: repeated, with a played customer, and judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from agents.marketplace import ROSTER
from pipeline.embedded.language import Understanding
from tests.providers.fixtures import settings_in
from tests.providers.minds import embedded
from tests.providers.openai_server import KEY, Mind, Reply, openai_server
from tests.scenarios.running.form import Scenario
from tests.scenarios.running.judge import RULES
from tests.scenarios.running.models import Models
from tests.scenarios.running.reading import Case
from tests.scenarios.running.report import Outcome, show
from tests.scenarios.running.rounds import Rounds
from tests.scripted import Says, uses

TRACKS = Scenario.model_validate(
    {
        "title": "Where it is",
        "caller": "John Doe",
        "starts": "identified",
        "wants": {"goal": "know where the headphones are", "opens": "where are my headphones"},
        "must": {"actions": ["track_order"], "ends": "true"},
    }
)
CASE = Case("order_tracking", TRACKS)


def mind(understanding: Understanding, verdict: Reply) -> Mind:
    """Answers as the embedded model does, says goodbye as the customer, and judges like this."""
    agent = embedded(understanding)

    def answer(body: dict[str, Any]) -> Reply:
        instructions = body["messages"][0]["content"]
        if instructions == RULES:
            return verdict
        if instructions.startswith("You play a customer"):
            return Says("thank you, goodbye")
        return agent(body)

    return answer


async def held(
    template: Path, understanding: Understanding, folder: Path, verdict: Reply, times: int = 1
) -> tuple[list[Outcome], list[dict[str, Any]]]:
    with openai_server(mind(understanding, verdict)) as server:
        settings = settings_in(folder, openai_api_key=KEY, llm_base_url=server.url)
        rounds = Rounds(ROSTER, Models(settings, understanding), at_once=2)
        outcomes = await rounds.hold([CASE], template, times)
    assert server.refusals == []
    return outcomes, [request.body for request in server.received]


async def test_it_is_held_as_often_as_wanted_and_judged(
    marketplace_template: Path, understanding: Understanding, tmp_path: Path
) -> None:
    verdict = uses("judge", tone=5, brevity=2, remark="rambles")
    (outcome,), bodies = await held(marketplace_template, understanding, tmp_path, verdict, 2)
    assert outcome.rate == 1
    assert [run.failures for run in outcome.runs] == [[], []]
    verdicts = [run.verdict for run in outcome.runs]
    assert all(v and (v.tone, v.brevity, v.remark) == (5, 2, "rambles") for v in verdicts)
    asked = [body["messages"] for body in bodies if body["messages"][0]["content"] == RULES]
    assert len(asked) == 2
    assert "where are my headphones" in asked[0][1]["content"]
    assert "track_order" not in asked[0][1]["content"]

    console = Console(record=True, width=120)
    show(console, [outcome], "a model", 1.0)
    shown = console.export_text()
    assert "rambles" in shown
    assert "100%" in shown


async def test_a_verdict_that_makes_no_sense_is_none(
    marketplace_template: Path, understanding: Understanding, tmp_path: Path
) -> None:
    for verdict in (Says("lovely!"), uses("judge", tone=9, brevity=1)):
        (outcome,), _ = await held(marketplace_template, understanding, tmp_path, verdict)
        assert outcome.rate == 1
        assert outcome.runs[0].verdict is None


async def test_the_customer_is_told_who_they_are_and_what_they_want(
    marketplace_template: Path, understanding: Understanding, tmp_path: Path
) -> None:
    _, bodies = await held(marketplace_template, understanding, tmp_path, Says(""))
    played = next(b["messages"] for b in bodies if "You play" in b["messages"][0]["content"])
    assert "know where the headphones are" in played[0]["content"]
    assert "John Doe" in played[0]["content"]
    assert played[1]["role"] == "assistant"
    assert "Memphis" in played[-1]["content"]
