"""Several recognisers that stand in for each other without a word being lost.

livekit-agents' own adapter goes on with what is said after a failure, does not notice a provider
that listens and never answers, and stays with the stand-in for the rest of the stream. Here what
was said since the last transcript is kept, and whoever takes over hears it first.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from livekit import rtc
from livekit.agents import APIConnectionError, APITimeoutError, stt, utils, vad
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import AudioBuffer

from pipeline.faults import Told, tell, worth_another_try
from pipeline.standing import Standing

LONGEST_KEPT = 20.0
"""Seconds of speech that are kept for whoever takes over."""
LEAD_IN = 1.0
"""Seconds before speech that are kept with it."""
RETRIES = 1
"""Of one recogniser, between two transcripts."""
PAUSE = 0.5
"""Seconds before the round begins again when nobody can hear."""
LONG_SPEECH = 3.0
"""Seconds of speech after which a recogniser should have given a sign of life in any case."""


@runtime_checkable
class ShowsLife(Protocol):
    """A stream that knows when its provider last said anything at all, words or not."""

    @property
    def last_sign(self) -> float:
        """On the running loop's clock; 0 for never."""
        ...


@dataclass(frozen=True, slots=True)
class Ears:
    """One recogniser of the relay: it takes a stream of audio, whatever is behind it."""

    stt: stt.STT[Any]
    provider: str


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
        self.ears = [
            Ears(
                one if one.capabilities.streaming else stt.StreamAdapter(stt=one, vad=activity),
                one.provider,
            )
            for one in ears
        ]
        self.plain = tuple(ears)
        self.standing = Standing(len(ears))
        self.activity = activity
        self.timeout = timeout
        self.told = told
        for one in self.ears:
            one.stt.on("metrics_collected", self._measured)

    @property
    def model(self) -> str:
        """The model that hears next."""
        return self.plain[self.standing.first].model

    @property
    def provider(self) -> str:
        """Who hears next."""
        return self.ears[self.standing.first].provider

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
            one.stt.off("metrics_collected", self._measured)
            await one.stt.aclose()

    def _measured(self, *measured: Any) -> None:
        self.emit("metrics_collected", *measured)


class _Stream(stt.RecognizeStream):
    def __init__(
        self, owner: Relay, language: NotGivenOr[str], conn_options: APIConnectOptions
    ) -> None:
        super().__init__(stt=owner, conn_options=conn_options)
        self._owner = owner
        self._language = language
        self._kept = _Kept()
        self._listening: stt.RecognizeStream | None = None
        self._ended = False
        self._deaf = False
        self._retries = RETRIES

    async def _metrics_monitor_task(self, event_aiter: AsyncIterable[stt.SpeechEvent]) -> None:
        async for _ in event_aiter:  # each recogniser measures itself
            pass

    async def _run(self) -> None:
        activity = self._owner.activity.stream()
        watch = _Watch(activity, self._owner.timeout)
        tasks = [
            asyncio.create_task(self._take_in(activity)),
            asyncio.create_task(watch.run(self._kept)),
        ]
        try:
            await self._listen_somehow(watch)
        finally:
            await utils.aio.cancel_and_wait(*tasks)
            await activity.aclose()

    async def _take_in(self, activity: vad.VADStream) -> None:
        async for data in self._input_ch:
            if isinstance(data, rtc.AudioFrame):
                self._kept.add(data)
                activity.push_frame(data)
            if self._listening is not None:
                with contextlib.suppress(RuntimeError):  # it has just failed: what follows is kept
                    _hand_on(data, self._listening)
        self._ended = True
        if self._listening is not None:
            with contextlib.suppress(RuntimeError):
                self._listening.end_input()

    async def _listen_somehow(self, watch: _Watch) -> None:
        """Goes on until the audio ends, whoever fails: a deaf call is no call."""
        owner, failed = self._owner, set[int]()
        while True:
            who = owner.standing.first
            try:
                if await self._listen(who, watch):
                    return
            except Exception as error:  # noqa: BLE001  # it is told, and another one hears
                tell(owner.told, "stt", owner.ears[who].provider, error)
                if self._retries and worth_another_try(error):
                    self._retries -= 1
                    continue
                owner.standing.failed(who, error)
                failed.add(who)
                if len(failed) == len(owner.ears):
                    failed.clear()
                    nobody = APIConnectionError("no recogniser is left")
                    # Once: a session that is told again and again ends without a word.
                    self._emit_error(nobody, recoverable=self._deaf)
                    self._deaf = True
                    await asyncio.sleep(PAUSE)
            self._retries = RETRIES

    async def _listen(self, who: int, watch: _Watch) -> bool:
        """Hears with one recogniser; whether the audio has ended. False: a better one is back."""
        once = APIConnectOptions(max_retry=0, timeout=max(self._owner.timeout, 1.0))
        stream = self._owner.ears[who].stt.stream(language=self._language, conn_options=once)
        stream.start_time_offset = self.start_time_offset
        for frame in self._kept.frames:
            stream.push_frame(frame)
        self._listening = stream
        if self._ended:
            stream.end_input()
        hung = watch.over(stream)
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
                self._kept.forget()
                self._retries = RETRIES
                if self._owner.standing.first < who:
                    return False
        if not self._ended:
            raise APIConnectionError("the recogniser stopped by itself")
        return True


def _hand_on(data: Any, stream: stt.RecognizeStream) -> None:
    if isinstance(data, rtc.AudioFrame):
        stream.push_frame(data)
    else:
        stream.flush()


class _Kept:
    """What was heard since the last transcript."""

    def __init__(self) -> None:
        self.frames: deque[rtc.AudioFrame] = deque()
        self.speech = False
        self._seconds = 0.0

    def add(self, frame: rtc.AudioFrame) -> None:
        self.frames.append(frame)
        self._seconds += frame.duration
        longest = LONGEST_KEPT if self.speech else LEAD_IN
        while self._seconds > longest:
            self._seconds -= self.frames.popleft().duration

    def forget(self) -> None:
        self.frames.clear()
        self._seconds = 0.0
        self.speech = False


class _Watch:
    """Notices that somebody has spoken and the recogniser has not given a sign of life."""

    def __init__(self, activity: vad.VADStream, timeout: float) -> None:
        self._activity = activity
        self._timeout = timeout
        self._loop = asyncio.get_running_loop()
        self._stream: ShowsLife | None = None
        self._hung: asyncio.Future[bool] = self._loop.create_future()
        self._began = 0.0

    def over(self, stream: stt.RecognizeStream) -> asyncio.Future[bool]:
        """Watches another stream from now on; the future fails once it hangs."""
        self._stream = stream if isinstance(stream, ShowsLife) else None
        self._hung = self._loop.create_future()
        return self._hung

    async def run(self, kept: _Kept) -> None:
        """Follows who speaks."""
        async for event in self._activity:
            if event.type is vad.VADEventType.START_OF_SPEECH:
                kept.speech = True
                self._began = self._loop.time()
                self._loop.call_later(LONG_SPEECH + self._timeout, self._check, self._began)
            elif event.type is vad.VADEventType.END_OF_SPEECH:
                self._loop.call_later(self._timeout, self._check, self._began)

    def _check(self, since: float) -> None:
        if self._stream is None or self._hung.done() or self._stream.last_sign >= since:
            return
        if since == self._began:
            self._hung.set_exception(APITimeoutError("spoken to, and no sign of life"))
