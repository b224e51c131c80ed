"""A language model that fails: what the customer reads of it, and what is done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.embedded.language import Understanding
from pipeline.faults import FAILURES
from pipeline.firm import LOST
from pipeline.llm import RETRIES
from tests.providers.conversing import conversation
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


def counted(code: str, url: str) -> float:
    host = url.removeprefix("http://").removesuffix("/v1")
    value: float = FAILURES.labels("llm", host, code)._value.get()
    return value


@pytest.mark.parametrize(
    ("trouble", "code", "attempts"),
    [
        (Fails(401), "401", 1),
        (Fails(429), "429", 1 + RETRIES),
        (Fails(500), "500", 1 + RETRIES),
        (BreaksOff(TWO, after=2), "connection", 1 + RETRIES),
        (Babbles(), "connection", 1 + RETRIES),
        (Stalls(TWO, after=0, seconds=5), "timeout", 1),
        (Stalls(TWO, after=3, seconds=5), "timeout", 1),
    ],
    ids=["wrong key", "rate limit", "server error", "broken off", "nonsense", "hang", "stall"],
)
async def test_before_a_sentence_is_out_another_model_answers(
    data_dir: Path, trouble: Reply, code: str, attempts: int
) -> None:
    with openai_server(lambda _: trouble) as server:
        async with conversation(cloud(server, data_dir, **PATIENCE)) as held:
            heard = await held.say(ASKED)
            assert counted(code, server.url) >= attempts
    assert heard
    assert FIRST not in heard
    assert LOST not in heard


async def test_a_sign_of_trouble_is_tried_once_more(data_dir: Path) -> None:
    with openai_server(scripted(Fails(500), Says("Gladly."))) as server:
        async with conversation(cloud(server, data_dir)) as held:
            assert await held.say(ASKED) == "Gladly."


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
    assert counted("connection", server.url) >= 1
    assert server.refusals == []
