"""A text spoken beforehand, whole: what law wants heard is not left to a stream that may break."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
from livekit import rtc
from livekit.agents import tts

from pipeline.stretch import Samples, faster

DISCLOSURE_SPEED = 1.25
"""A faster pace that is still understood at once; 1.5 is where people begin to miss words."""

_FRAME_SECONDS = 0.02
_MOST_WORDS_A_SECOND = 7.0
_FEWEST_WORDS_A_SECOND = 0.7
_QUIET = 250
_LEAST_VOICED = 0.3
_LONGEST_PAUSE_SECONDS = 2.5


class SpeechNotMadeError(RuntimeError):
    """The audio that came back is not the text: missing, cut short, or silent."""


async def synthesise(
    voice: tts.TTS[Any], text: str, speed: float = DISCLOSURE_SPEED
) -> list[rtc.AudioFrame]:
    """The whole text as mono frames of 20 ms, for `session.say(text, audio=...)`.

    The pace is changed in the audio, since a provider's own speed would change the live voice.

    Args:
        voice: speaks it.
        text: what is said, word for word.
        speed: pace, 1 as the voice speaks.

    Raises:
        SpeechNotMadeError: the audio cannot be the whole text.
        APIError: the provider failed.
    """
    async with voice.synthesize(text) as stream:
        spoken = [event.frame async for event in stream]
    if not spoken:
        raise SpeechNotMadeError("The voice made no audio.")
    whole = rtc.combine_audio_frames(spoken)
    return await asyncio.to_thread(_prepare, whole, len(text.split()), speed)


def _prepare(whole: rtc.AudioFrame, words: int, speed: float) -> list[rtc.AudioFrame]:
    samples: Samples = np.frombuffer(whole.data, dtype=np.int16)[:: whole.num_channels]
    _check(samples, whole.sample_rate, words)
    paced = faster(samples, whole.sample_rate, speed)
    size = int(whole.sample_rate * _FRAME_SECONDS)
    padded = np.pad(paced, (0, -len(paced) % size))
    return [
        rtc.AudioFrame(padded[start : start + size].tobytes(), whole.sample_rate, 1, size)
        for start in range(0, len(padded), size)
    ]


def _check(samples: Samples, sample_rate: int, words: int) -> None:
    """Raises unless the audio is as long as the words take and is voiced all along."""
    seconds = len(samples) / sample_rate
    if not words / _MOST_WORDS_A_SECOND <= seconds <= 2 + words / _FEWEST_WORDS_A_SECOND:
        raise SpeechNotMadeError(f"{words} words came back as {seconds:.1f} s of audio.")
    size = int(sample_rate * _FRAME_SECONDS)
    pieces = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float64)
    voiced = np.flatnonzero(np.sqrt((pieces**2).mean(axis=1)) > _QUIET)
    if len(voiced) < _LEAST_VOICED * len(pieces):
        raise SpeechNotMadeError("The audio is silent for the most part.")
    pause = np.diff(voiced, prepend=0, append=len(pieces)).max() * _FRAME_SECONDS
    if pause > _LONGEST_PAUSE_SECONDS:
        raise SpeechNotMadeError(f"The audio is silent for {pause:.1f} s in one place.")
