"""The same call with the OpenAI plugin, against a local server that speaks its protocol."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from config import Settings
from pipeline.embedded.language import Understanding
from tests.providers.conversing import conversation
from tests.providers.fixtures import settings_in
from tests.providers.minds import embedded, scripted
from tests.providers.openai_server import KEY, BreaksOff, Fails, OpenAIServer, openai_server
from tests.scripted import Says, uses

IDENTIFIES = [
    "Hi, where is my order ORD-12345?",
    "John",
    "415 555 0100",
    "yes",
    "March 15th 1985",
    "yes",
    "the card, 4242",
    "yes",
    "yes",
    "no thanks",
]
RETURNS = [
    "I want to return the graphics card of order ORD-1001",
    "it is defective",
    "yes please",
    "no, that's all, bye",
]


def cloud(server: OpenAIServer, data_dir: Path, **chosen: Any) -> Settings:
    return settings_in(data_dir, openai_api_key=KEY, llm_base_url=server.url, **chosen)


def returned_orders(data_dir: Path) -> list[str]:
    with sqlite3.connect(data_dir / "marketplace.db") as database:
        return [row[0] for row in database.execute("SELECT order_id FROM returns ORDER BY 1")]


async def test_a_whole_call_runs_over_the_streaming_protocol(
    data_dir: Path, understanding: Understanding
) -> None:
    before = returned_orders(data_dir)
    with openai_server(embedded(understanding)) as server:
        async with conversation(cloud(server, data_dir)) as held:
            await held.say(*IDENTIFIES, *RETURNS)

    assert server.refusals == []
    assert held.handoffs == [("authentication", "order_tracking"), ("order_tracking", "returns")]
    for action in ("authenticate_user", "read_disclosure", "track_order", "initiate_return"):
        assert action in held.done
    assert held.done[-1] == "end_call"
    assert returned_orders(data_dir) == sorted([*before, "ORD-1001"])
    assert {body["model"] for body in bodies(server)} == {"gpt-4o-mini"}


async def test_requests_carry_what_the_settings_say(data_dir: Path) -> None:
    with openai_server(scripted(Says("Gladly. May I have your first name?"))) as server:
        async with conversation(cloud(server, data_dir)) as held:
            heard = await held.say("what can you do for me")

    assert heard == "Gladly. May I have your first name?"
    (request,) = server.received
    assert request.refused is None
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == "gpt-4o-mini"
    assert request.body["temperature"] == 0.7
    assert request.body["max_completion_tokens"] == 150
    assert request.body["parallel_tool_calls"] is False
    assert request.body["stream"] is True
    names = {tool["function"]["name"] for tool in request.body["tools"]}
    assert {"record_first_name", "transfer", "end_call"} <= names


async def test_other_settings_reach_the_wire(data_dir: Path) -> None:
    chosen = {"agent_model": "another", "agent_temperature": 0.2, "agent_max_tokens": 99}
    with openai_server(scripted(Says("Gladly."))) as server:
        async with conversation(cloud(server, data_dir, **chosen)) as held:
            await held.say("what can you do for me")

    (body,) = bodies(server)
    assert body["model"] == "another"
    assert body["temperature"] == 0.2
    assert body["max_completion_tokens"] == 99


async def test_tool_calls_in_pieces_are_put_together_and_answered(data_dir: Path) -> None:
    steps = (uses("search_knowledge_base", query="how long may I return things"), Says("Thirty."))
    with openai_server(scripted(*steps)) as server:
        async with conversation(cloud(server, data_dir)) as held:
            heard = await held.say("how long may I return things")

    assert held.done == ["search_knowledge_base"]
    assert heard == "Thirty."
    *_, call, result = bodies(server)[-1]["messages"]
    assert call["tool_calls"][0]["function"]["name"] == "search_knowledge_base"
    assert result["role"] == "tool"
    assert server.refusals == []


@pytest.mark.parametrize(
    "trouble",
    [Fails(401), Fails(429), Fails(500), BreaksOff(Says("I would have said"), after=0)],
    ids=["wrong key", "rate limit", "server error", "broken off"],
)
async def test_a_provider_in_trouble_does_not_end_the_call(
    data_dir: Path, trouble: Fails | BreaksOff
) -> None:
    with openai_server(lambda _: trouble) as server:
        async with conversation(cloud(server, data_dir)) as held:
            heard = await held.say("what can you do for me")
            await held.say("John")

    assert server.received
    assert heard
    assert held.done == ["record_first_name"]


def bodies(server: OpenAIServer) -> list[dict[str, Any]]:
    return [request.body for request in server.received]
