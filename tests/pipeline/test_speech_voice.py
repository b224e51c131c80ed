"""The embedded voice: it streams, it stops, and two voices do not mix."""

from __future__ import annotations

import asyncio
import logging

import numpy as np
import pytest
from livekit.agents import tts

from pipeline.embedded.errors import SpeechPartMissingError
from pipeline.embedded.espeak import Voice, engine
from pipeline.embedded.voice import EspeakTTS

pytestmark = pytest.mark.speech

SENTENCE = "Thanks for calling. What is your first name?"


async def audio(voice: tts.TTS[str], text: str) -> bytes:
    async with voice.synthesize(text) as stream:
        return bytes((await stream.collect()).data)


async def test_a_sentence_becomes_audio_of_a_plausible_length() -> None:
    voice = EspeakTTS()
    samples = np.frombuffer(await audio(voice, SENTENCE), dtype=np.int16)
    assert 1.5 < len(samples) / voice.sample_rate < 5
    assert np.abs(samples).max() > 3_000


async def test_audio_comes_in_chunks_and_not_at_the_end() -> None:
    async with EspeakTTS().synthesize(SENTENCE * 3) as stream:
        frames = [event.frame async for event in stream]
    assert len(frames) > 10


def test_the_engine_stops_where_it_is_told_to() -> None:
    chunks: list[bytes] = []

    def take_two(samples: bytes) -> bool:
        chunks.append(samples)
        return len(chunks) < 2

    engine().speak(SENTENCE * 50, Voice(), take_two)
    assert len(chunks) == 2


async def test_an_interrupted_voice_frees_the_engine_for_the_next_sentence() -> None:
    voice = EspeakTTS()
    long = voice.synthesize(SENTENCE * 2_000)
    await anext(aiter(long))
    await long.aclose()
    async with asyncio.timeout(5):
        assert await audio(voice, "Yes.")


async def test_two_voices_at_once_sound_as_they_do_alone() -> None:
    agent, caller = EspeakTTS(), EspeakTTS(Voice("en-us+m3", 140, 40))
    alone = [await audio(agent, SENTENCE), await audio(caller, SENTENCE)]
    together = await asyncio.gather(audio(agent, SENTENCE), audio(caller, SENTENCE))
    # Two runs of the library differ by a few samples.
    assert [len(part) for part in together] == pytest.approx([len(p) for p in alone], rel=0.01)
    assert alone[0] != alone[1]


@pytest.mark.parametrize("text", ["🙂", "...", "—", "!?"])
async def test_text_without_words_is_a_short_pause_and_no_failure(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        samples = np.frombuffer(await audio(EspeakTTS(), text), dtype=np.int16)
    assert 0 < len(samples) < 22_050
    assert not samples.any()
    assert not caplog.records


@pytest.mark.parametrize(
    "text", ["<speak>hi</speak>", "José paid $5.99 & left", "\x00 hello", "名前は？"]
)
async def test_any_text_can_be_spoken(text: str) -> None:
    assert await audio(EspeakTTS(), text)


async def test_the_pace_can_be_changed_between_sentences() -> None:
    voice = EspeakTTS()
    slow = await audio(voice, SENTENCE)
    voice.update_options(words_per_minute=260)
    assert len(await audio(voice, SENTENCE)) < 0.8 * len(slow)


def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(SpeechPartMissingError, match="nobody"):
        engine().speak("hello", Voice("nobody"), lambda _: True)
