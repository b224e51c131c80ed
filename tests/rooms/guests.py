"""Someone in a room who says nothing: what they hear, read and are told, and when."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
from livekit import rtc

from tests.product import admitted

LOUD = 300.0
"""Root mean square of 16-bit samples above which something is said."""
KEYS = {str(digit): digit for digit in range(10)} | {"*": 10, "#": 11}


class Guest:
    """One caller, from joining on. Times are seconds since then."""

    def __init__(self, room: rtc.Room) -> None:
        self.room = room
        self.read: list[str] = []
        self.events: list[dict[str, Any]] = []
        self.heard_at: float | None = None
        self._began = time.monotonic()
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        room.register_text_stream_handler("lk.transcription", self._text)
        room.on("track_subscribed", lambda track, *_: self._keep(self._hear(track)))
        room.on("data_received", self._told)
        room.on("disconnected", lambda _: self._keep(self._notify()))

    @property
    def left(self) -> bool:
        """Whether the call is over."""
        return not self.room.isconnected()

    @property
    def words(self) -> str:
        """All that was written down of what is said."""
        return " ".join(self.read)

    @property
    def refused(self) -> bool:
        """Whether the page was told that all lines are busy."""
        return {"type": "refused", "reason": "busy"} in self.events

    async def until(self, what: str, seconds: float) -> None:
        """Waits until words were read and sound was heard."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: what in self.words and self.heard_at is not None)

    async def until_any(self, words: Sequence[str], seconds: float) -> None:
        """Waits until one of several things was read."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: any(each in self.words for each in words))

    async def until_left(self, seconds: float) -> None:
        """Waits until the call is over."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: self.left)

    async def press(self, keys: str) -> None:
        """Presses keys."""
        for key in keys:
            await self.room.local_participant.publish_dtmf(code=KEYS[key], digit=key)

    async def type(self, text: str) -> None:
        """Types a message."""
        await self.room.local_participant.send_text(text, topic="lk.chat")

    async def hang_up(self) -> None:
        """Leaves, and listens no more."""
        await self.room.disconnect()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _keep(self, coroutine: Any) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _text(self, reader: rtc.TextStreamReader, _identity: str) -> None:
        self._keep(self._read(reader))

    async def _read(self, reader: rtc.TextStreamReader) -> None:
        self.read.append(await reader.read_all())
        await self._notify()

    async def _hear(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream(track, sample_rate=16_000, num_channels=1)
        try:
            async for event in stream:
                samples = np.frombuffer(event.frame.data, np.int16).astype(np.float64)
                if np.sqrt(np.mean(samples**2)) > LOUD:
                    break
            self.heard_at = time.monotonic() - self._began
            await self._notify()
        finally:
            await stream.aclose()

    def _told(self, packet: rtc.DataPacket) -> None:
        self.events.append(json.loads(packet.data))
        self._keep(self._notify())

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()


@asynccontextmanager
async def guest(url: str) -> AsyncIterator[Guest]:
    """Joins as a page does, and hangs up at the end.

    Args:
        url: of the HTTP side.
    """
    async with join(*await admitted(url)) as joined:
        yield joined


@asynccontextmanager
async def join(server: str, token: str) -> AsyncIterator[Guest]:
    """Joins a room, and hangs up at the end."""
    room = rtc.Room()
    joined = Guest(room)
    await room.connect(server, token)
    try:
        yield joined
    finally:
        await joined.hang_up()
