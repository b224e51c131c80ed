"""A language model that fails: what the customer reads of it, and what is done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from domain.events import Failed
from pipeline.embedded.language import Understanding
from pipeline.minds import LOST
from tests.providers.conversing import Held, conversation
from tests.providers.minds import embedded, scripted
from tests.providers.openai_protocol import chunks
from tests.providers.openai_server import (
    Babbles,
    BreaksOff,
    Fails,
    Reply,
    Stalls,
    openai_server,
)
from tests.providers.test_cloud_language_model import IDENTIFIES, RETURNS, cloud, returned_orders
from tests.scripted import Says, Uses

ASKED = "what can you do for me"
TWO = Says("It is on its way to you now. It comes tomorrow before noon, by the usual carrier.")
FIRST = "It is on its way to you now."
PATIENCE = {"stream_timeout_ms": 1000, "llm_timeout": 0.4}


def failures(held: Held) -> list[tuple[str, str | None]]:
    """What failed with which code, and what followed."""
    return [(event.code, event.then) for event in held.events if isinstance(event, Failed)]


def twice(code: str) -> list[tuple[str, str]]:
    return [(code, "retry"), (code, "fallback")]


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Fails(401), [("401", "fallback")]),
        (Fails(429), twice("429")),
        (Fails(500), twice("500")),
        (BreaksOff(TWO, after=2), twice("connection")),
        (Babbles(), twice("connection")),
        (Stalls(TWO, after=0, seconds=5), [("timeout", "fallback")]),
        (Stalls(TWO, after=3, seconds=5), [("timeout", "fallback")]),
    ],
    ids=["wrong key", "rate limit", "server error", "broken off", "nonsense", "hang", "stall"],
)
async def test_before_a_sentence_is_out_another_model_answers(
    data_dir: Path, trouble: Reply, told: list[tuple[str, str]]
) -> None:
    with openai_server(lambda _: trouble) as server:
        async with conversation(cloud(server, data_dir, **PATIENCE)) as held:
            heard = await held.say(ASKED)
        assert failures(held) == told
        assert len(server.received) == len(told)
    assert heard
    assert FIRST not in heard
    assert LOST not in heard


async def test_a_sign_of_trouble_is_tried_once_more(data_dir: Path) -> None:
    with openai_server(scripted(Fails(500), Says("Gladly."))) as server:
        async with conversation(cloud(server, data_dir)) as held:
            assert await held.say(ASKED) == "Gladly."


async def test_a_rate_limit_is_waited_out_for_as_long_as_a_caller_waits(data_dir: Path) -> None:
    clock = asyncio.get_running_loop().time
    with openai_server(scripted(Fails(429, retry_after="1"), Says("Gladly."))) as server:
        async with conversation(cloud(server, data_dir)) as held:
            began = clock()
            assert await held.say(ASKED) == "Gladly."
    assert clock() - began >= 1


async def test_one_that_wants_to_be_left_alone_longer_is_left_alone(data_dir: Path) -> None:
    with openai_server(lambda _: Fails(429, retry_after="30")) as server:
        async with conversation(cloud(server, data_dir)) as held:
            await held.say(ASKED, "John")
        assert len(server.received) == 1
    assert held.done == ["record_first_name"]
    assert failures(held) == [("429", "fallback")]


async def test_a_slow_first_word_is_waited_for(data_dir: Path) -> None:
    with openai_server(scripted(Stalls(Says("Gladly."), after=0, seconds=0.2))) as server:
        async with conversation(cloud(server, data_dir)) as held:
            assert await held.say(ASKED) == "Gladly."
        assert len(server.received) == 1


@pytest.mark.parametrize(
    "trouble", [BreaksOff(TWO, after=9), Stalls(TWO, after=9, seconds=5)], ids=["cut", "stall"]
)
async def test_what_was_said_is_not_said_again(data_dir: Path, trouble: BreaksOff | Stalls) -> None:
    with openai_server(scripted(trouble)) as server:
        async with conversation(cloud(server, data_dir, **PATIENCE)) as held:
            heard = await held.say(ASKED)
        assert len(server.received) == 1
    assert heard == f"{FIRST} {LOST}"
    assert [then for _, then in failures(held)] == ["apology"]


async def test_calls_whose_connection_breaks_behind_them_are_made_once(
    data_dir: Path, understanding: Understanding
) -> None:
    before = returned_orders(data_dir)
    thinks = embedded(understanding)

    def mind(body: dict[str, Any]) -> Reply:
        reply = thinks(body)
        if isinstance(reply, Uses):
            return BreaksOff(reply, after=sum(1 for _ in chunks(reply, {"model": "any"}, 1)))
        return reply

    with openai_server(mind) as server:
        async with conversation(cloud(server, data_dir)) as held:
            await held.say(*IDENTIFIES, *RETURNS)
    assert returned_orders(data_dir) == sorted([*before, "ORD-1001"])
    assert set(failures(held)) == {("connection", "nothing")}
    assert server.refusals == []
