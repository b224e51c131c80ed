"""Hearing and talking with any endpoint that speaks OpenAI's protocol, by base URL and model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from livekit.agents import utils

from config import Settings
from domain.expectation import YES_NO
from pipeline.embedded.activity import voice_activity
from pipeline.faults import Fault
from pipeline.stt import speech_to_text
from pipeline.tts import text_to_speech
from tests.providers.audio_server import KEY, AudioServer, audio_server
from tests.providers.listening import audio_of, listening
from tests.providers.tones import read
from tests.providers.troubles import Trouble

pytestmark = pytest.mark.speech

ANSWER = "Your order is out for delivery."
TROUBLES = [
    (Trouble.REFUSED_KEY, {"401"}),
    (Trouble.RATE_LIMIT, {"429"}),
    (Trouble.HANG, {"timeout"}),
    (Trouble.CUT, {"connection", "broken"}),
    (Trouble.NONSENSE, {"connection", "broken"}),
]


@pytest.fixture
async def server() -> AsyncIterator[AudioServer]:
    async with audio_server() as server, utils.http_context.open():
        yield server


def settings(server: AudioServer, **chosen: Any) -> Settings:
    given: dict[str, Any] = {
        "stt_base_url": server.url,
        "stt_model": "Systran/faster-whisper-small.en",
        "stt_api_key": KEY,
        "stt_timeout": 0.3,
        "tts_base_url": server.url,
        "tts_model": "kokoro",
        "tts_voice": "af_heart",
        "tts_api_key": KEY,
        "tts_timeout": 0.5,
    }
    return Settings(_env_file=None, **given | chosen)


async def heard(server: AudioServer, told: list[Fault]) -> str:
    ears = speech_to_text(
        settings(server),
        expectation=lambda: YES_NO,
        activity=voice_activity(0.25),
        told=told.append,
    ).made
    async with listening(ears) as line:
        await line.say("yes")
        return await line.heard()


async def said(server: AudioServer, told: list[Fault]) -> tuple[str, float]:
    voice = text_to_speech(settings(server), told.append).made
    async with asyncio.timeout(20), voice.synthesize(ANSWER) as stream:
        frames = [event.frame async for event in stream]
    return read(audio_of(frames)), sum(frame.duration for frame in frames)


async def test_what_is_heard_is_transcribed_by_the_model_of_the_settings(
    server: AudioServer,
) -> None:
    server.saying = "Yes, please."
    assert await heard(server, []) == "Yes, please."
    (request,) = server.received
    assert request["model"] == "Systran/faster-whisper-small.en"
    assert request["language"] == "en"
    assert 0.3 < request["seconds"] < 3


async def test_what_is_said_is_made_by_the_model_and_voice_of_the_settings(
    server: AudioServer,
) -> None:
    assert (await said(server, []))[0].split() == ANSWER.split()
    (request,) = server.received
    assert (request["model"], request["voice"]) == ("kokoro", "af_heart")


@pytest.mark.parametrize(("trouble", "codes"), TROUBLES)
async def test_the_same_words_are_heard_by_another(
    server: AudioServer, trouble: Trouble, codes: set[str]
) -> None:
    told: list[Fault] = []
    server.trouble = trouble
    assert await heard(server, told)
    assert {fault.code for fault in told} <= codes
    assert told


@pytest.mark.parametrize(("trouble", "codes"), TROUBLES)
async def test_another_voice_says_what_is_left(
    server: AudioServer, trouble: Trouble, codes: set[str]
) -> None:
    told: list[Fault] = []
    server.trouble = trouble
    assert (await said(server, told))[1] > 1
    assert {fault.code for fault in told} <= codes
    assert told


async def test_an_endpoint_without_a_key_gets_none_of_ours(server: AudioServer) -> None:
    server.saying, server.key = "Yes.", "unused"
    ears = speech_to_text(
        settings(server, stt_api_key=None, openai_api_key="sk-not-for-others"),
        expectation=lambda: YES_NO,
        activity=voice_activity(0.25),
    ).made
    async with listening(ears) as line:
        await line.say("yes")
        assert await line.heard() == "Yes."
