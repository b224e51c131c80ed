"""pocketsphinx as a LiveKit speech-to-text that listens for what the conversation expects."""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable

import numpy as np
from livekit import rtc
from livekit.agents import LanguageCode, stt
from livekit.agents.types import NOT_GIVEN, APIConnectOptions, NotGivenOr
from livekit.agents.utils import AudioBuffer, shortuuid
from numpy.typing import NDArray

from domain.expectation import Expectation
from pipeline.embedded import cleaning
from pipeline.embedded.decoder import SAMPLE_RATE, decoder
from pipeline.embedded.grammar import Grammar, grammar_for

Samples = NDArray[np.int16]


class PocketsphinxSTT(stt.STT[str]):
    """Hears one stretch of speech at a time, with the grammar of the expectation in force.

    It recognises whole segments, so a session puts LiveKit's stream adapter and its voice activity
    detection in front. Words come in lower case, digits as words ("four one five"). What fits
    nothing that may be said comes back as no transcript.

    Args:
        expectation: tells what is expected at the moment a segment has ended.
    """

    def __init__(self, expectation: Callable[[], Expectation]) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=False, interim_results=False))
        self._expectation = expectation
        self._channel: str | None = None
        self._lock = threading.Lock()

    @property
    def model(self) -> str:
        """The acoustic model, for metrics."""
        return "en-us"

    @property
    def provider(self) -> str:
        """Who recognises, for metrics."""
        return "pocketsphinx"

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        expected = self._expectation()
        frame = rtc.combine_audio_frames(buffer)
        text = await asyncio.to_thread(self._hear, frame, expected)
        return stt.SpeechEvent(
            type=stt.SpeechEventType.FINAL_TRANSCRIPT,
            request_id=shortuuid(),
            alternatives=[stt.SpeechData(language=LanguageCode("en-US"), text=text)],
        )

    def _hear(self, frame: rtc.AudioFrame, expected: Expectation) -> str:
        speech = cleaning.prepared(_samples(frame))
        if not len(speech):
            return ""
        ears = decoder()
        with self._lock:
            text, self._channel = ears.decode(
                speech.tobytes(), _grammar(expected), self._channel or ears.first_channel
            )
        return text


@functools.lru_cache(maxsize=32)
def _grammar(expected: Expectation) -> Grammar:
    return grammar_for(expected, decoder().knows)


def _samples(frame: rtc.AudioFrame) -> Samples:
    """The frame as mono samples at the rate of the acoustic model."""
    if frame.sample_rate != SAMPLE_RATE:
        resampler = rtc.AudioResampler(
            frame.sample_rate, SAMPLE_RATE, num_channels=frame.num_channels
        )
        frame = rtc.combine_audio_frames([*resampler.push(frame), *resampler.flush()])
    return np.frombuffer(frame.data, dtype=np.int16)[:: frame.num_channels]
