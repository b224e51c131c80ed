"""Several recognisers that stand in for each other without a word being lost.

livekit-agents' own adapter goes on with what is said after a failure, does not notice a provider
that listens and never answers, and stays with the stand-in for the rest of the stream. Here what
was said since the last transcript is kept, and whoever takes over hears it first.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterable, Sequence
from typing import Any

from livekit import rtc
from livekit.agents import APIConnectionError, stt, utils, vad
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import AudioBuffer

from pipeline.attention import Attention
from pipeline.chain import Chain
from pipeline.faults import Told

PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds before the round begins again when nobody can hear: the first time, doubled each time."""


class Relay(stt.STT[str]):
    """Hears with the first recogniser that can.

    Args:
        ears: best first; those that take whole segments only are fed them.
        activity: tells when somebody speaks.
        timeout: seconds after speech within which a stream that shows life must have shown it.
        told: is told of every failure.
    """

    def __init__(
        self, ears: Sequence[stt.STT[Any]], *, activity: vad.VAD, timeout: float, told: Told
    ) -> None:
        super().__init__(
            capabilities=stt.STTCapabilities(
                streaming=True,
                interim_results=all(one.capabilities.interim_results for one in ears),
            )
        )
        self.ears: list[stt.STT[Any]] = [
            one if one.capabilities.streaming else stt.StreamAdapter(stt=one, vad=activity)
            for one in ears
        ]
        self.chain = Chain("stt", ears, told)
        self.activity = activity
        self.timeout = timeout
        for one in self.ears:
            one.on("metrics_collected", self._measured)

    @property
    def model(self) -> str:
        """The model that hears next."""
        return self.ears[self.chain.first].model

    @property
    def provider(self) -> str:
        """Who hears next."""
        return self.ears[self.chain.first].provider

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        raise NotImplementedError("a call is a stream")

    def stream(
        self,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> stt.RecognizeStream:
        """The transcripts of a stream of audio."""
        return _Stream(self, language, conn_options)

    async def aclose(self) -> None:
        """Lets go of the recognisers."""
        for one in self.ears:
            one.off("metrics_collected", self._measured)
            await one.aclose()

    def _measured(self, *measured: Any) -> None:
        self.emit("metrics_collected", *measured)


class _Stream(stt.RecognizeStream):
    def __init__(
        self, owner: Relay, language: NotGivenOr[str], conn_options: APIConnectOptions
    ) -> None:
        super().__init__(stt=owner, conn_options=conn_options)
        self._owner = owner
        self._language = language
        self._listening: stt.RecognizeStream | None = None
        self._ended = False
        self._deaf = False
        """Whether nobody could hear."""
        self._pause = PAUSE
        self._retried = False
        self._failed: set[int] = set()
        """Since the last transcript."""

    async def _metrics_monitor_task(self, event_aiter: AsyncIterable[stt.SpeechEvent]) -> None:
        async for _ in event_aiter:  # each recogniser measures itself
            pass

    async def _run(self) -> None:
        activity = self._owner.activity.stream()
        self._attention = Attention(activity, self._owner.timeout)
        tasks = [
            asyncio.create_task(self._take_in()),
            asyncio.create_task(self._attention.run()),
        ]
        try:
            await self._listen_somehow()
        finally:
            await utils.aio.cancel_and_wait(*tasks)
            await activity.aclose()

    async def _take_in(self) -> None:
        async for data in self._input_ch:
            if isinstance(data, rtc.AudioFrame):
                self._attention.hears(data)
            if self._listening is not None:
                with contextlib.suppress(RuntimeError):  # it has just failed: what follows is kept
                    _hand_on(data, self._listening)
        self._ended = True
        if self._listening is not None:
            with contextlib.suppress(RuntimeError):
                self._listening.end_input()

    async def _listen_somehow(self) -> None:
        """Goes on until the audio ends, whoever fails: a deaf call is no call."""
        while True:
            who = self._owner.chain.first
            try:
                if await self._listen(who):
                    return
            except Exception as error:  # noqa: BLE001  # it is told, and another one hears
                await self._after(who, error)

    async def _after(self, who: int, error: Exception) -> None:
        chain = self._owner.chain
        others = len(self._failed | {who}) < len(self._owner.ears)
        if self._deaf:
            chain.rests(who, error, None)
        else:
            wait = chain.failed(who, error, again=not self._retried, others=others)
            self._retried = wait is not None
            if wait is not None:
                await asyncio.sleep(wait)
                return
        self._failed.add(who)
        if not others:
            self._failed.clear()
            # Once: a session that is told again and again ends without a word.
            self._emit_error(APIConnectionError("no recogniser is left"), recoverable=self._deaf)
            self._deaf = True
            await asyncio.sleep(self._pause)
            self._pause = min(2 * self._pause, LONGEST_PAUSE)

    async def _listen(self, who: int) -> bool:
        """Hears with one recogniser; whether the audio has ended. False: a better one is back."""
        once = APIConnectOptions(max_retry=0, timeout=max(self._owner.timeout, 1.0))
        stream = self._owner.ears[who].stream(language=self._language, conn_options=once)
        stream.start_time_offset = self.start_time_offset
        for frame in self._attention.unanswered:
            stream.push_frame(frame)
        self._listening = stream
        if self._ended:
            stream.end_input()
        hung = self._attention.watch(stream)
        reading = asyncio.create_task(self._read(stream, who))
        try:
            await asyncio.wait({hung, reading}, return_when=asyncio.FIRST_COMPLETED)
            return reading.result() if reading.done() else hung.result()
        finally:
            self._listening = None
            hung.cancel()
            await utils.aio.cancel_and_wait(reading)
            await stream.aclose()

    async def _read(self, stream: stt.RecognizeStream, who: int) -> bool:
        async for event in stream:
            self._event_ch.send_nowait(event)
            if event.type is stt.SpeechEventType.FINAL_TRANSCRIPT:
                self._attention.answered()
                self._hears()
                if self._owner.chain.first < who:
                    return False
        if not self._ended:
            raise APIConnectionError("the recogniser stopped by itself")
        return True

    def _hears(self) -> None:
        """There is a transcript: what failed before counts no longer."""
        self._retried = self._deaf = False
        self._pause = PAUSE
        self._failed.clear()


def _hand_on(data: Any, stream: stt.RecognizeStream) -> None:
    if isinstance(data, rtc.AudioFrame):
        stream.push_frame(data)
    else:
        stream.flush()
