"""What the simulated caller counts as heard."""

from __future__ import annotations

import pytest
from livekit import rtc

from bench.caller.listening import RATE, Ears
from pipeline.embedded.voice import EspeakTTS

pytestmark = pytest.mark.speech

SENTENCES = (
    "Hello, and welcome to the TAWK.TO Marketplace. May I have your first name, please?",
    "Great. What's your date of birth?",
    "The last four of your card on file are four two four two. Is that right?",
    "Your order is on its way with UPS, now in Memphis, Tennessee.",
    "Thank you for calling TAWK.TO Marketplace. Goodbye!",
)
QUIET = bytes(RATE)


async def spoken(text: str) -> bytes:
    async with EspeakTTS().synthesize(text) as stream:
        whole = rtc.combine_audio_frames([event.frame async for event in stream])
    resampler = rtc.AudioResampler(whole.sample_rate, RATE)
    frames = [*resampler.push(whole), *resampler.flush()]
    return QUIET + rtc.combine_audio_frames(frames).data.tobytes() + QUIET


@pytest.fixture(scope="module")
def ears() -> Ears:
    return Ears()


@pytest.mark.parametrize("said", SENTENCES)
async def test_what_is_said_is_heard_and_nothing_else(said: str, ears: Ears) -> None:
    audio = await spoken(said)

    assert [text for text in SENTENCES if ears.heard(audio, text)] == [said]


@pytest.mark.parametrize("said", SENTENCES)
async def test_silence_or_half_of_it_is_not_heard(said: str, ears: Ears) -> None:
    audio = await spoken(said)

    assert not ears.heard(bytes(len(audio)), said)
    assert not ears.heard(audio[: len(audio) // 2] + QUIET, said)
