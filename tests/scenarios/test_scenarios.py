"""Every conversation of the files here, with the embedded language model."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.marketplace import ROSTER
from pipeline.embedded.language import Understanding
from tests.house import settings_in
from tests.scenarios.running.models import Models
from tests.scenarios.running.reading import Case, files, read
from tests.scenarios.running.rounds import Rounds

CASES = read(files(), ROSTER)
FEWEST = 5


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_the_conversation(
    case: Case, marketplace_template: Path, understanding: Understanding, tmp_path: Path
) -> None:
    models = Models(settings_in(tmp_path), understanding)
    run = await Rounds(ROSTER, models).one(case, marketplace_template)
    said = "\n".join(run.happened.transcript)
    assert not run.failures, "\n".join([*run.failures, "", said])


@pytest.mark.parametrize("agent", ROSTER.agents)
def test_every_agent_has_scenarios(agent: str) -> None:
    assert sum(case.agent == agent for case in CASES) >= FEWEST


def test_every_action_is_done_in_one() -> None:
    done = {deed.name for case in CASES for deed in case.scenario.must.actions}
    assert set(ROSTER.actions) - done == set()
