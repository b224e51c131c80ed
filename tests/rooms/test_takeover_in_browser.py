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

QUESTION = "How long do I have to wait?"
QUIET = 0.5
"""Seconds before the words."""


async def spoken(text: str, file: Path) -> Path:
    """A sound file of these words."""
    async with EspeakTTS(CALLER).synthesize(text) as stream:
        said = rtc.combine_audio_frames([event.frame async for event in stream])
    with wave.open(str(file), "wb") as out:
        out.setnchannels(said.num_channels)
        out.setsampwidth(2)
        out.setframerate(said.sample_rate)
        out.writeframes(bytes(2 * said.num_channels * int(said.sample_rate * QUIET)))
        out.writeframes(said.data.tobytes())
    return file


@pytest.fixture(autouse=True)
def browser() -> None:
    """Skips, and says why, where there is none."""
    if missing := what_is_missing():
        pytest.skip("; ".join(missing))


async def test_a_caller_asks_for_a_person_speaks_with_one_and_comes_back(
    running: Running, tmp_path: Path
) -> None:
    speech = await spoken(QUESTION, tmp_path / "question.wav")
    settings = Settings(_env_file=None, data_dir=running.data)
    key = settings.secrets().operator_key.get_secret_value()

    await play("takeover.mjs", running.url, key, str(speech))
