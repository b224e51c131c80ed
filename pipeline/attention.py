"""What a recogniser owes an answer to: speech since its last transcript. And whether it hangs."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Protocol, runtime_checkable

from livekit import rtc
from livekit.agents import APITimeoutError, stt, vad

LONGEST_KEPT = 20.0
"""Seconds of speech that are kept for whoever takes over."""
LEAD_IN = 1.0
"""Seconds before speech that are kept with it."""
LONG_SPEECH = 3.0
"""Seconds of speech after which a recogniser should have given a sign of life in any case."""


@runtime_checkable
class ShowsLife(Protocol):
    """A stream that knows when its provider last said anything at all, words or not."""

    @property
    def last_sign(self) -> float:
        """On the running loop's clock; 0 for never."""
        ...


class Attention:
    """Follows a caller's audio beside the recogniser that hears it.

    Args:
        activity: tells when somebody speaks.
        timeout: seconds after speech within which a stream that shows life must have shown it.
    """

    def __init__(self, activity: vad.VADStream, timeout: float) -> None:
        self._activity = activity
        self._timeout = timeout
        self._loop = asyncio.get_running_loop()
        self._frames: deque[rtc.AudioFrame] = deque()
        self._seconds = 0.0
        self._speaks = False
        self._spoke = False
        self._began = 0.0
        self._stream: ShowsLife | None = None
        self._hung: asyncio.Future[bool] = self._loop.create_future()

    @property
    def unanswered(self) -> tuple[rtc.AudioFrame, ...]:
        """What was heard since the last transcript."""
        return tuple(self._frames)

    def hears(self, frame: rtc.AudioFrame) -> None:
        """Takes in a piece of the caller's audio."""
        self._activity.push_frame(frame)
        self._frames.append(frame)
        self._seconds += frame.duration
        longest = LONGEST_KEPT if self._spoke else LEAD_IN
        while self._seconds > longest:
            self._seconds -= self._frames.popleft().duration

    def answered(self) -> None:
        """There is a transcript; of who goes on speaking, what follows is still owed one."""
        self._frames.clear()
        self._seconds = 0.0
        self._spoke = self._speaks

    def watch(self, stream: stt.RecognizeStream) -> asyncio.Future[bool]:
        """Watches another stream from now on; the future fails once it hangs."""
        self._stream = stream if isinstance(stream, ShowsLife) else None
        self._hung = self._loop.create_future()
        return self._hung

    async def run(self) -> None:
        """Follows who speaks, until the audio ends."""
        async for event in self._activity:
            if event.type is vad.VADEventType.START_OF_SPEECH:
                self._speaks = self._spoke = True
                self._began = self._loop.time()
                self._loop.call_later(LONG_SPEECH + self._timeout, self._check, self._began)
            elif event.type is vad.VADEventType.END_OF_SPEECH:
                self._speaks = False
                self._loop.call_later(self._timeout, self._check, self._began)

    def _check(self, since: float) -> None:
        if self._stream is None or self._hung.done() or self._stream.last_sign >= since:
            return
        if since == self._began:
            self._hung.set_exception(APITimeoutError("spoken to, and no sign of life"))
