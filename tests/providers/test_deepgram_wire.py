"""Deepgram's plugin as configured for production, against a server that speaks its protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from config import Settings
from domain.expectation import YES_NO
from pipeline.embedded.activity import voice_activity
from pipeline.faults import Fault
from pipeline.relay import Relay
from pipeline.stt import speech_to_text
from tests.providers.deepgram_server import KEY, DeepgramServer, deepgram_server
from tests.providers.listening import listening
from tests.providers.troubles import Trouble

pytestmark = pytest.mark.speech


@pytest.fixture
async def server() -> AsyncIterator[DeepgramServer]:
    async with deepgram_server() as server:
        yield server


def ears(server: DeepgramServer, told: list[Fault] | None = None, **chosen: Any) -> Relay:
    given: dict[str, Any] = {"deepgram_api_key": KEY, "deepgram_base_url": server.url} | chosen
    made = speech_to_text(
        Settings(_env_file=None, **given),
        expectation=lambda: YES_NO,
        activity=voice_activity(0.25),
        told=(told if told is not None else []).append,
    ).made
    assert isinstance(made, Relay)
    return made


def failures(faults: Sequence[Fault]) -> list[tuple[str, str]]:
    return [(fault.provider, fault.code) for fault in faults]


async def test_what_is_configured_is_what_is_asked_for(server: DeepgramServer) -> None:
    server.saying = "Where is my order?"
    async with listening(ears(server)) as line:
        await line.say("where is my order")
        assert await line.heard() == "Where is my order?"
    (connection,) = server.connections
    assert connection.headers["Authorization"] == f"Token {KEY}"
    asked = {"model": "nova-3", "language": "en", "smart_format": "true", "no_delay": "true"}
    asked |= {"interim_results": "true", "encoding": "linear16", "sample_rate": "16000"}
    assert connection.query == connection.query | asked
    assert connection.controls[0] == "KeepAlive"
    assert connection.seconds > 1


async def test_another_model_reaches_the_wire(server: DeepgramServer) -> None:
    server.saying = "Yes."
    async with listening(ears(server, stt_model="nova-2-phonecall")) as line:
        await line.say("yes")
        await line.heard()
    assert server.connections[0].query["model"] == "nova-2-phonecall"


async def test_the_stream_is_closed_as_the_protocol_wants_it(server: DeepgramServer) -> None:
    server.saying = "Yes."
    async with listening(ears(server)) as line:
        await line.say("yes")
        await line.heard()
        line.stream.end_input()
        async for _ in line.stream:
            pass
    assert server.connections[0].controls[-1] == "CloseStream"


async def test_a_caller_who_says_nothing_is_no_failure(server: DeepgramServer) -> None:
    told: list[Fault] = []
    server.saying = "Yes."
    async with listening(ears(server, told, stt_timeout=0.2)) as line:
        await line.quiet(5)
        await line.say("yes")
        assert await line.heard() == "Yes."
    assert told == []


@pytest.mark.parametrize(
    ("trouble", "code", "attempts"),
    [
        (Trouble.REFUSED_KEY, "401", 1),
        (Trouble.RATE_LIMIT, "429", 2),
        (Trouble.CUT, "connection", 2),
        (Trouble.HANG, "timeout", 1),
        (Trouble.NONSENSE, "timeout", 1),
    ],
)
async def test_whoever_takes_over_hears_what_was_said_before(
    server: DeepgramServer, trouble: Trouble, code: str, attempts: int
) -> None:
    told: list[Fault] = []
    server.trouble = trouble
    relay = ears(server, told, stt_timeout=0.5)
    async with listening(relay) as line:
        await line.say("yes")
        assert await line.heard()
    assert failures(told) == [("Deepgram", code)] * attempts
    assert [fault.then for fault in told] == ["retry", "fallback"][-attempts:]
    assert len(server.connections) == attempts


async def test_it_is_left_alone_for_as_long_as_it_asks(server: DeepgramServer) -> None:
    told: list[Fault] = []
    server.trouble, server.retry_after = Trouble.RATE_LIMIT, "30"
    async with listening(ears(server, told)) as line:
        await line.say("yes")
        assert await line.heard()
    assert [(fault.code, fault.then) for fault in told] == [("429", "fallback")]
    assert len(server.connections) == 1


async def test_a_line_that_was_cut_once_is_taken_up_with_the_same_words(
    server: DeepgramServer,
) -> None:
    told: list[Fault] = []
    server.saying, server.trouble, server.times = "Where is my order?", Trouble.CUT, 1
    async with listening(ears(server, told)) as line:
        await line.say("where is my order")
        assert await line.heard() == "Where is my order?"
    assert failures(told) == [("Deepgram", "connection")]
    assert server.transcripts == ["Where is my order?"]


async def test_a_slow_answer_is_waited_for_while_there_are_signs_of_life(
    server: DeepgramServer,
) -> None:
    told: list[Fault] = []
    server.saying, server.trouble, server.slow = "Yes.", Trouble.SLOW, 0.8
    async with listening(ears(server, told, stt_timeout=0.4)) as line:
        await line.say("yes")
        assert await line.heard() == "Yes."
    assert told == []


async def test_it_hears_again_once_it_has_rested(
    server: DeepgramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.saying, server.trouble, server.times = "From the cloud.", Trouble.HANG, 1
    relay = ears(server, stt_timeout=0.4)
    async with listening(relay) as line:
        await line.say("yes")
        assert await line.heard() != "From the cloud."
        monkeypatch.setattr(relay.chain, "_clock", lambda: float("1e9"))
        await line.say("yes")
        assert await line.heard() != "From the cloud."  # what is being said is not taken away
        await line.say("yes")
        assert await line.heard() == "From the cloud."


async def test_nobody_is_left(server: DeepgramServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stt.speech_is_installed", lambda: False)
    server.saying, server.trouble, server.times = "Yes.", Trouble.REFUSED_KEY, 2
    relay = ears(server)
    errors: list[bool] = []
    relay.on("error", lambda error: errors.append(error.recoverable))
    async with listening(relay) as line:
        await line.say("yes")
        assert await line.heard() == "Yes."
    # Once that the call is over, then that it goes on: on a busy machine a round more may fail.
    assert errors[:2] == [False, True]
    assert False not in errors[1:]
