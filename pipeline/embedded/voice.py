"""espeak-ng as a LiveKit text-to-speech: for the agent, and with another voice for a caller."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

from livekit.agents import tts, utils
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions

from pipeline.embedded.espeak import Engine, Voice, engine

_PAUSE_SECONDS = 0.2
"""Played for text without a letter or digit, which would otherwise count as a failed synthesis."""


class EspeakTTS(tts.TTS[str]):
    """Speaks through espeak-ng, on this machine, in chunks as they are made.

    Raises:
        SpeechPartMissingError: the optional package is not installed.
    """

    def __init__(self, voice: Voice | None = None) -> None:
        self._engine = engine()
        self._voice = voice or Voice()
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False),
            sample_rate=self._engine.sample_rate,
            num_channels=1,
        )

    @property
    def model(self) -> str:
        """The voice in use."""
        return self._voice.name

    @property
    def provider(self) -> str:
        """Who makes the speech, for metrics."""
        return "espeak-ng"

    def update_options(
        self, *, voice: str | None = None, words_per_minute: int | None = None
    ) -> None:
        """Changes how the next sentences sound; a sentence being spoken keeps its voice."""
        self._voice = replace(
            self._voice,
            name=voice or self._voice.name,
            words_per_minute=words_per_minute or self._voice.words_per_minute,
        )

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        """The speech of `text`; closing the stream stops the engine within one chunk."""
        return _EspeakStream(self, text, conn_options, self._engine, self._voice)


class _EspeakStream(tts.ChunkedStream):
    def __init__(
        self,
        owner: EspeakTTS,
        text: str,
        conn_options: APIConnectOptions,
        library: Engine,
        voice: Voice,
    ) -> None:
        self._library = library
        self._voice = voice
        super().__init__(tts=owner, input_text=text, conn_options=conn_options)

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        output_emitter.initialize(
            request_id=utils.shortuuid(),
            sample_rate=self._library.sample_rate,
            num_channels=1,
            mime_type="audio/pcm",
        )
        if not any(character.isalnum() for character in self._input_text):
            output_emitter.push(bytes(2 * int(self._library.sample_rate * _PAUSE_SECONDS)))
            return

        loop = asyncio.get_running_loop()
        stopped = threading.Event()

        def deliver(samples: bytes) -> bool:
            if not stopped.is_set():
                loop.call_soon_threadsafe(output_emitter.push, samples)
            return not stopped.is_set()

        try:
            await asyncio.to_thread(self._library.speak, self._input_text, self._voice, deliver)
        finally:
            stopped.set()
