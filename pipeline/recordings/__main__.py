"""`python -m pipeline.recordings`: makes the recordings again, with the configured voice."""

from __future__ import annotations

import asyncio
import wave

from livekit import rtc
from livekit.agents import utils

from config import load_settings
from pipeline.recordings import RECORDINGS, TEXTS, path
from pipeline.tts import text_to_speech

RATE = 8_000
"""Hz: as a telephone has it, and small."""


async def make() -> None:
    """Writes every recording.

    Raises:
        SettingsError: a setting is wrong.
        APIError: the voice failed.
    """
    async with utils.http_context.open(), text_to_speech(load_settings()).made as voice:
        for recording in RECORDINGS:
            async with voice.synthesize(TEXTS[recording]) as stream:
                whole = await stream.collect()
            resampler = rtc.AudioResampler(whole.sample_rate, RATE)
            pieces = [*resampler.push(whole), *resampler.flush()]
            with wave.open(str(path(recording)), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(b"".join(bytes(piece.data) for piece in pieces))


if __name__ == "__main__":
    asyncio.run(make())
