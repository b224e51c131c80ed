"""A whole call by voice on the page, and a person of the desk who takes it over."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from livekit import rtc

from config import Settings
from pipeline.embedded.espeak import CALLER
from pipeline.embedded.voice import EspeakTTS
from tests.rooms.conftest import Running
from tests.web.browser import play, what_is_missing

pytestmark = [pytest.mark.browser, pytest.mark.speech, pytest.mark.timeout(300)]

WISH = "I would like to talk to a person."
GREETED_AFTER = 8.0
"""Seconds; whoever speaks sooner is not understood while the greeting is heard."""


async def spoken(text: str, after: float, file: Path) -> Path:
    """A sound file of these words, after so many seconds of silence."""
    async with EspeakTTS(CALLER).synthesize(text) as stream:
        said = rtc.combine_audio_frames([event.frame async for event in stream])
    with wave.open(str(file), "wb") as out:
        out.setnchannels(said.num_channels)
        out.setsampwidth(2)
        out.setframerate(said.sample_rate)
        out.writeframes(bytes(2 * said.num_channels * int(said.sample_rate * after)))
        out.writeframes(said.data.tobytes())
    return file


@pytest.fixture(autouse=True)
def browser() -> None:
    """Skips, and says why, where there is none."""
    if missing := what_is_missing():
        pytest.skip("; ".join(missing))


async def test_a_caller_says_that_they_want_a_person_and_gets_one(
    running: Running, tmp_path: Path
) -> None:
    speech = await spoken(WISH, GREETED_AFTER, tmp_path / "wish.wav")
    settings = Settings(_env_file=None, data_dir=running.data)
    key = settings.secrets().operator_key.get_secret_value()

    await play("takeover.mjs", running.url, key, str(speech))
