"""What every agent's tools look like to a model that is somebody else's."""

from __future__ import annotations

import pytest

from agents.marketplace import ROSTER
from tests.providers.openai_protocol import check


@pytest.mark.parametrize("agent", ROSTER.agents)
def test_openai_takes_all_tools_of_an_agent(agent: str) -> None:
    actions = (*ROSTER.agents[agent].actions, *ROSTER.shared)
    tools = [{"type": "function", "function": action.schema} for action in actions]
    messages = [{"role": "user", "content": "hello"}]
    check({"model": "gpt-4o-mini", "messages": messages, "tools": tools})
