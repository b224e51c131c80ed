"""A participant who hums, and notices whether anybody is heard."""

from __future__ import annotations

import array
import asyncio
import math
import struct
from collections.abc import Coroutine

from livekit import rtc
from livekit.api import AccessToken, VideoGrants

RATE = 48_000
LOUD = 500
"""Of a 16-bit sample; silence and comfort noise stay below."""
ANSWER = "I can only type."
"""What a caller answers to the first sound of somebody else."""
_HUM = struct.pack(
    f"<{RATE // 100}h",
    *(int(8_000 * math.sin(2 * math.pi * 400 * n / RATE)) for n in range(RATE // 100)),
)
"""Ten milliseconds of four whole waves, so that they join without a click."""


async def hum(source: rtc.AudioSource) -> None:
    """Hums for ever."""
    while True:
        await source.capture_frame(rtc.AudioFrame(_HUM, RATE, 1, RATE // 100))


class HummingCaller:
    """A caller in a room of their own, as a page has it."""

    def __init__(self, url: str, key: str, secret: str, room: str) -> None:
        self._url, self._key, self._secret, self._name = url, key, secret, room
        self._room = rtc.Room()
        self._tasks: set[asyncio.Task[None]] = set()
        self.heard = asyncio.Event()
        """Set once somebody else is heard."""

    async def call(self) -> None:
        """Joins and hums."""
        grants = VideoGrants(room_join=True, room=self._name)
        token = AccessToken(self._key, self._secret).with_identity("caller-1").with_grants(grants)
        self._room.on("track_subscribed", lambda track, *_: self._do(self._listen(track)))
        await self._room.connect(self._url, token.to_jwt())
        source = rtc.AudioSource(RATE, 1)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self._room.local_participant.publish_track(track, options)
        self._do(hum(source))

    async def hang_up(self) -> None:
        """Leaves the room."""
        for task in self._tasks:
            task.cancel()
        await self._room.disconnect()

    async def _listen(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream(track)
        try:
            async for event in stream:
                loudest = max(map(abs, array.array("h", event.frame.data.tobytes())))
                if loudest > LOUD and not self.heard.is_set():
                    self.heard.set()
                    await self._room.local_participant.send_text(ANSWER, topic="lk.chat")
        finally:
            await stream.aclose()

    def _do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
