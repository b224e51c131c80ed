"""The gate's one definition, as a table (authentication.md, "The gate")."""

import pytest

from agents import gate
from agents.marketplace import ROSTER
from domain.errors import GateClosed
from tests.house import JOHN, TestHouse
from tools.identity import ORDER, Step

ALWAYS = {"human", "security", "authentication"}


@pytest.mark.parametrize("step", ORDER)
@pytest.mark.parametrize("browsing", [False, True])
async def test_who_can_be_reached_at_which_step(
    house: TestHouse, step: Step, browsing: bool
) -> None:
    caller = house.caller(allow_browsing=browsing)
    await caller.identify(JOHN, until=step)
    for name, agent in {**ROSTER.agents, "security": None}.items():
        needs_auth = True if agent is None else agent.needs_auth
        open_now = (
            step is Step.DONE or name in ALWAYS or (browsing and not needs_auth)
        )  # fmt: skip
        if open_now:
            gate.check(caller.call, name, needs_auth=needs_auth)
        else:
            with pytest.raises(GateClosed):
                gate.check(caller.call, name, needs_auth=needs_auth)


def test_agents_that_touch_accounts_are_behind_the_gate() -> None:
    for agent in ROSTER.types:
        account = [a.name for a in agent.actions if a.requires != "nothing"]
        if account and agent.name != gate.ENTRY:
            assert agent.needs_auth, f"{agent.name} has {account}"


async def test_a_locked_check_opens_no_gate(house: TestHouse) -> None:
    caller = house.caller()
    caller.call.identity.locked = True
    for name, agent in ROSTER.agents.items():
        if name not in ALWAYS:
            with pytest.raises(GateClosed):
                gate.check(caller.call, name, needs_auth=agent.needs_auth)
