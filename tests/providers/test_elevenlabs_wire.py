"""ElevenLabs' plugin as configured for production, against a server that speaks its protocol."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from livekit.agents import APIConnectionError, APIConnectOptions, utils

from config import Settings
from pipeline.disclosure import synthesise
from pipeline.elevenlabs import ElevenLabs
from pipeline.faults import Fault
from pipeline.tts import text_to_speech
from pipeline.voices import Voices, unspoken
from tests.providers.elevenlabs_server import KEY, ElevenLabsServer, elevenlabs_server
from tests.providers.listening import audio_of
from tests.providers.tones import read
from tests.providers.troubles import Trouble

pytestmark = pytest.mark.speech

ALICE = "Xb7hH8MSUJpSbSDYk0k2"
ANSWER = "Your order is out for delivery. It arrives tomorrow before noon."


@pytest.fixture
async def server() -> AsyncIterator[ElevenLabsServer]:
    async with elevenlabs_server() as server, utils.http_context.open():
        yield server


def voice(server: ElevenLabsServer, told: list[Fault] | None = None, **chosen: Any) -> Voices:
    given: dict[str, Any] = {"elevenlabs_api_key": KEY, "elevenlabs_base_url": server.url}
    made = text_to_speech(
        Settings(_env_file=None, **given | {"tts_timeout": 0.5} | chosen),
        (told if told is not None else []).append,
    ).made
    assert isinstance(made, Voices)
    return made


async def says(speaker: Voices, *pieces: str) -> tuple[str, float]:
    """What can be read back of the audio, and its seconds."""
    once = APIConnectOptions(max_retry=0)  # as a session asks
    async with asyncio.timeout(20), speaker.stream(conn_options=once) as stream:
        for piece in pieces:
            stream.push_text(piece)
        stream.end_input()
        frames = [event.frame async for event in stream]
    return read(audio_of(frames)), sum(frame.duration for frame in frames)


def codes(told: list[Fault]) -> list[str]:
    return [fault.code for fault in told]


async def test_what_is_configured_is_what_is_asked_for(server: ElevenLabsServer) -> None:
    heard, _ = await says(voice(server), ANSWER)
    assert heard.split() == ANSWER.split()
    (connection,) = server.connections
    assert connection.headers["xi-api-key"] == KEY
    assert connection.voice == ALICE
    asked = {"model_id": "eleven_turbo_v2_5", "output_format": "pcm_24000", "auto_mode": "true"}
    assert connection.query == connection.query | asked | {"sync_alignment": "true"}
    first, *_, last = connection.messages
    assert first["text"] == " "
    assert last["close_context"] is True


async def test_another_voice_and_model_reach_the_wire(server: ElevenLabsServer) -> None:
    await says(voice(server, tts_voice="another", tts_model="eleven_flash_v2_5"), "Hello.")
    (connection,) = server.connections
    assert connection.voice == "another"
    assert connection.query["model_id"] == "eleven_flash_v2_5"


async def test_sentences_go_out_as_they_are_whole(server: ElevenLabsServer) -> None:
    await says(voice(server), "One moment, please, I look that ", "up for you. It is ", "here now.")
    flushed = [m["text"].strip() for m in server.messages if m.get("flush") and m["text"].strip()]
    assert flushed == ["One moment, please, I look that up for you.", "It is here now."]


async def test_one_connection_serves_all_that_is_said(server: ElevenLabsServer) -> None:
    speaker = voice(server)
    await says(speaker, "Hello.")
    await says(speaker, "Goodbye.")
    (connection,) = server.connections
    assert len({message["context_id"] for message in connection.messages}) == 2


@pytest.mark.parametrize(
    ("trouble", "reported"),
    [
        (Trouble.REFUSED_KEY, ["401"]),
        (Trouble.RATE_LIMIT, ["429", "429"]),
        (Trouble.HANG, ["timeout"]),
        (Trouble.NONSENSE, ["broken", "broken"]),
    ],
)
async def test_another_voice_says_it_all(
    server: ElevenLabsServer, trouble: Trouble, reported: list[str]
) -> None:
    told: list[Fault] = []
    server.trouble = trouble
    heard, seconds = await says(voice(server, told), ANSWER)
    assert heard == ""
    assert seconds > 2
    assert codes(told) == reported


async def test_it_is_left_alone_for_as_long_as_it_asks(server: ElevenLabsServer) -> None:
    told: list[Fault] = []
    server.trouble, server.times, server.retry_after = Trouble.RATE_LIMIT, 1, "30"
    speaker = voice(server, told)
    for _ in range(2):
        assert (await says(speaker, "Hello."))[0] == ""
    assert [(fault.code, fault.then) for fault in told] == [("429", "fallback")]
    assert len(server.connections) == 1


async def test_what_is_being_said_survives_that_the_connection_is_let_go_of(
    server: ElevenLabsServer,
) -> None:
    server.trouble, server.times = Trouble.HANG, 1
    speaker = voice(server, tts_timeout=5)
    saying = asyncio.create_task(says(speaker, ANSWER))
    await server.asked.wait()
    cloud = speaker.voices[0]
    assert isinstance(cloud, ElevenLabs)
    await cloud.reconnect()  # as another sentence does that was given up
    assert (await saying)[0].split() == ANSWER.split()
    assert len(server.connections) == 2


async def test_a_slow_first_byte_is_waited_for(server: ElevenLabsServer) -> None:
    told: list[Fault] = []
    server.trouble, server.slow = Trouble.SLOW, 0.2
    heard, _ = await says(voice(server, told, tts_timeout=2.0), ANSWER)
    assert heard.split() == ANSWER.split()
    assert told == []


async def test_a_connection_that_broke_before_a_word_is_made_again(
    server: ElevenLabsServer,
) -> None:
    told: list[Fault] = []
    server.trouble, server.times = Trouble.RATE_LIMIT, 1
    heard, _ = await says(voice(server, told), ANSWER)
    assert heard.split() == ANSWER.split()
    assert codes(told) == ["429"]


async def test_a_sentence_that_breaks_off_is_gone_on_with_where_it_stopped(
    server: ElevenLabsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Fault] = []
    rests: list[str] = []

    def noted(text: str, out: int) -> str:
        rests.append(unspoken(text, out))
        return rests[-1]

    monkeypatch.setattr("pipeline.voices.unspoken", noted)
    server.trouble = Trouble.CUT
    heard, seconds = await says(voice(server, told), ANSWER)
    assert rests[1:] == ["delivery. It arrives tomorrow before noon.", "tomorrow before noon."]
    assert ANSWER.startswith(heard[:20])
    assert "before" not in heard  # another voice says the rest
    assert seconds > 3
    assert [(fault.code, fault.then) for fault in told] == [
        ("connection", "retry"),
        ("connection", "fallback"),
    ]


async def test_a_sentence_that_broke_off_once_is_ended_by_the_same_voice(
    server: ElevenLabsServer,
) -> None:
    server.trouble, server.times = Trouble.CUT, 1
    heard, _ = await says(voice(server), ANSWER)
    # The word in the middle of which it broke begins anew.
    assert " ".join(heard.split()) == ANSWER.replace("delivery", "dedelivery")


async def test_it_is_asked_again_once_it_has_rested(
    server: ElevenLabsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = voice(server)
    server.trouble = Trouble.HANG
    await says(speaker, "Hello.")
    server.trouble = None
    assert (await says(speaker, "Hello."))[0] == ""
    monkeypatch.setattr(speaker.chain, "_clock", lambda: float("1e9"))
    assert (await says(speaker, "Hello."))[0].strip() == "Hello."


async def test_nobody_is_left(server: ElevenLabsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tts.speech_is_installed", lambda: False)
    server.trouble = Trouble.REFUSED_KEY
    with pytest.raises(APIConnectionError):
        await says(voice(server), ANSWER)


async def test_a_text_made_beforehand_is_whole_whoever_makes_it(server: ElevenLabsServer) -> None:
    server.trouble = Trouble.CUT
    frames = await synthesise(voice(server), ANSWER, speed=1)
    assert sum(frame.duration for frame in frames) > 3


@pytest.mark.parametrize(
    ("out", "rest"),
    [
        (0, "A word, and more."),
        (1, "word, and more."),
        (3, "word, and more."),
        (6, "and more."),
        (99, ""),
    ],
)
def test_what_is_left_begins_with_a_whole_word(out: int, rest: str) -> None:
    assert unspoken("A word, and more.", out) == rest
