"""Any agent to any agent, with everything that is known, and no more of it after fifty than three.

By construction: whoever joins the roster is in it.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from agents.marketplace import ROSTER
from domain.errors import GateClosed
from domain.events import Handoff
from tests.house import JANE, JOHN, TestHouse, timeline_of
from tests.scripted import Says, uses

WISH = "there is something about order 12345"


def note_of(agent: Any) -> str:
    """The transfer note in an agent's chat context."""
    (note,) = [item for item in agent.chat_ctx.items if item.role == "system"]
    return str(note.text_content)


@pytest.mark.parametrize("source", ROSTER.agents)
async def test_any_agent_hands_over_to_any_other(house: TestHouse, source: str) -> None:
    for target in house.roster.agents.keys() - {source}:
        await hand_over(house, source, target)


async def hand_over(house: TestHouse, source: str, target: str) -> None:
    """From one to the other, with all that is known and nothing private."""
    caller = await house.caller_known_as(JOHN, source)
    call = caller.call
    await caller.does("track_order", order="ORD-12345")
    caller.says("and please email that to john.doe@example.com")
    call.customer.current_intent = WISH
    before = call.customer.model_copy(deep=True)
    caller.says(f"my colleague {target} knows")

    result = await caller.does("transfer", target=target, reason="they asked for it")
    agent = result.agent
    call.coordinator.arrived(call, target)

    assert type(agent) is house.roster.agents[target]
    assert call.state.agent == target
    assert call.customer == before, "the context is intact"
    (handoff,) = [e for e in timeline_of(call).events if isinstance(e, Handoff)]
    transfer = handoff.transfer
    assert (transfer.from_agent, transfer.to_agent) == (source, target)
    assert transfer.context.date_of_birth is None
    assert transfer.context.customer_id == JOHN.id
    note = note_of(agent)
    assert f"Handed over by {source}." in note
    for known in ("John", "ending in 00", "they asked for it", WISH, "ORD-12345"):
        assert known in note
    asked = f"Request: my colleague {target} knows" in note
    assert asked is house.roster.agents[target].takes_requests
    for private in ("1985", "+14155550100", "4242", "Market Street", "john.doe"):
        assert private not in note


@pytest.mark.parametrize("source", ROSTER.agents)
async def test_the_gate_stands_between_any_two(house: TestHouse, source: str) -> None:
    for target in house.roster.agents.keys() - {source}:
        caller = house.caller()
        caller.call.coordinator.arrived(caller.call, source)
        caller.says(WISH)
        try:
            house.roster.gate(caller.call, house.roster.agents[target])
        except GateClosed:
            assert await caller.refused("transfer", target=target, reason="a wish") == "gate_closed"
            assert caller.call.customer.current_intent == WISH
            assert caller.call.state.intended_agent == target
        else:
            assert (await caller.does("transfer", target=target, reason="a wish")).agent


async def prompt_after(house: TestHouse, handovers: int) -> int:
    """Characters of what the model is sent once it is the last agent's turn, tools included."""
    caller = await house.caller_known_as(JANE, "authentication")
    async with house.talk(call=caller.call) as talk:
        for target in (["order_tracking", "returns"] * handovers)[: handovers - 1]:
            talk.then(uses("transfer", target=target, reason="it is theirs"), Says("Gladly, yes."))
            await talk.says("I would like something else now")
            talk.then(uses("search_knowledge_base", query="returns"), Says("So it is, yes."))
            await talk.says("what are the rules for that")
        talk.then(uses("transfer", target="electronics", reason="it is theirs"), Says("Gladly."))
        await talk.says("I would like something else now")
        assert len(talk.handoffs) == handovers
        own = house.roster.agents[talk.agent].actions
        tools = [action.schema for action in (*own, *house.roster.shared)]
        items = json.loads(talk.model.requests[-1])["items"]
        sent = [item["content"] for item in items if item["type"] == "message"]
        return len(json.dumps([*sent, *tools]))


async def test_fifty_handovers_weigh_no_more_than_three(house: TestHouse) -> None:
    assert await prompt_after(house, 51) <= await prompt_after(house, 3)


async def test_the_note_says_what_is_open(house: TestHouse) -> None:
    caller = await house.caller_known_as(JANE, "order_tracking")
    await caller.does("cancel_order", order="ORD-67890", reason="ordered_by_mistake")
    caller.says("wait, first my return")
    result = await caller.does("transfer", target="returns", reason="a return")
    assert "Open: cancel order was proposed" in note_of(result.agent)
