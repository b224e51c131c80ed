"""The gate's one definition, as a table (authentication.md, "The gate")."""

import pytest

from agents.marketplace import ROSTER
from domain.errors import GateClosed
from tests.house import JOHN, TestHouse
from tools.identity import ORDER, Step

ALWAYS = {"human", "security", "authentication"}
NEEDS_AUTH = {"order_tracking", "returns", "personalization", "seller_management", "security"}


@pytest.mark.parametrize("step", ORDER)
@pytest.mark.parametrize("browsing", [False, True])
async def test_who_can_be_reached_at_which_step(
    house: TestHouse, step: Step, browsing: bool
) -> None:
    caller = house.caller(allow_browsing=browsing)
    await caller.identify(JOHN, until=step)
    for name, agent in ROSTER.agents.items():
        if step is Step.DONE or name in ALWAYS or (browsing and not agent.needs_auth):
            ROSTER.gate(caller.call, agent)
        else:
            with pytest.raises(GateClosed):
                ROSTER.gate(caller.call, agent)


def test_agents_are_behind_the_gate_as_agents_md_says() -> None:
    for agent in ROSTER.types:
        assert agent.needs_auth is (agent.name in NEEDS_AUTH), agent.name


async def test_a_locked_check_opens_no_gate(house: TestHouse) -> None:
    caller = house.caller()
    caller.call.identity.locked = True
    for name, agent in ROSTER.agents.items():
        if name not in ALWAYS:
            with pytest.raises(GateClosed):
                ROSTER.gate(caller.call, agent)
