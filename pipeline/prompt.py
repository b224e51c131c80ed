"""Parts that answer whole requests, given up when they keep a caller waiting.

The OpenAI plugin allows such a request thirty seconds, in which a caller hears nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from typing import Any

from livekit.agents import APITimeoutError, stt, tts, utils
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import AudioBuffer


class PromptSTT(stt.STT[str]):
    """A recogniser of whole segments that has `timeout` seconds for each."""

    def __init__(self, inner: stt.STT[Any], *, timeout: float) -> None:
        super().__init__(capabilities=inner.capabilities)
        self.inner = inner
        self._timeout = timeout
        self._recognize_metrics_needed = False  # the inner one measures itself
        inner.on("metrics_collected", lambda *measured: self.emit("metrics_collected", *measured))

    @property
    def model(self) -> str:
        """As the inner one has it."""
        return self.inner.model

    @property
    def provider(self) -> str:
        """As the inner one has it."""
        return self.inner.provider

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        once = APIConnectOptions(max_retry=0, timeout=self._timeout)
        try:
            async with asyncio.timeout(self._timeout):
                return await self.inner.recognize(buffer, language=language, conn_options=once)
        except TimeoutError as error:
            raise APITimeoutError("no transcript in time") from error


class PromptTTS(tts.TTS[str]):
    """A voice for whole sentences that has the connection's timeout for each piece of audio."""

    def __init__(self, inner: tts.TTS[Any]) -> None:
        super().__init__(
            capabilities=inner.capabilities,
            sample_rate=inner.sample_rate,
            num_channels=inner.num_channels,
        )
        self.inner = inner
        inner.on("metrics_collected", lambda *measured: self.emit("metrics_collected", *measured))

    @property
    def model(self) -> str:
        """As the inner one has it."""
        return self.inner.model

    @property
    def provider(self) -> str:
        """As the inner one has it."""
        return self.inner.provider

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        """The speech of a sentence."""
        return _PromptStream(self, text, conn_options)

    async def aclose(self) -> None:
        """Closes the inner one."""
        await self.inner.aclose()


class _PromptStream(tts.ChunkedStream):
    def __init__(self, owner: PromptTTS, text: str, conn_options: APIConnectOptions) -> None:
        self._inner = owner.inner
        super().__init__(tts=owner, input_text=text, conn_options=conn_options)

    async def _metrics_monitor_task(self, event_aiter: AsyncIterable[tts.SynthesizedAudio]) -> None:
        async for _ in event_aiter:
            pass

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        output_emitter.initialize(
            request_id=utils.shortuuid(),
            sample_rate=self._inner.sample_rate,
            num_channels=self._inner.num_channels,
            mime_type="audio/pcm",
        )
        async with self._inner.synthesize(
            self._input_text, conn_options=self._conn_options
        ) as stream:
            while True:
                try:
                    event = await asyncio.wait_for(anext(stream), self._conn_options.timeout)
                except StopAsyncIteration:
                    break
                except TimeoutError as error:
                    raise APITimeoutError("no audio in time") from error
                output_emitter.push(event.frame.data.tobytes())
        output_emitter.flush()
