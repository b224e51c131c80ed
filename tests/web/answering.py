"""The other side of a call, for the page: a real participant in a real room, without a worker.

What it says is fixed; what it was told is kept.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Coroutine

from livekit import rtc
from livekit.api import AccessToken, DeleteRoomRequest, LiveKitAPI, VideoGrants

from tests.web.humming import RATE, hum


class Answering:
    """Answers one room after another."""

    def __init__(self, url: str, key: str, secret: str) -> None:
        self._url, self._key, self._secret = url, key, secret
        self._room: rtc.Room | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._keys = ""
        self.typed: list[str] = []
        self.keyed: list[str] = []

    async def answer(self, room: str) -> None:
        """Joins as an agent does, hums, and greets once the caller is there."""
        token = (
            AccessToken(self._key, self._secret)
            .with_identity("agent-1")
            .with_kind("agent")
            .with_grants(
                VideoGrants(room_join=True, room=room, agent=True, can_update_own_metadata=True)
            )
            .to_jwt()
        )
        joined = rtc.Room()
        joined.on("sip_dtmf_received", lambda event: self._pressed(event.digit))
        joined.on("participant_connected", lambda _: self._do(self._greet()))
        joined.register_text_stream_handler(
            "lk.chat", lambda reader, _: self._do(self._read(reader))
        )
        self._room = joined
        await joined.connect(self._url, token)
        if joined.remote_participants:
            self._do(self._greet())

    async def leave(self) -> None:
        """Leaves the room, if there was one."""
        for task in self._tasks:
            task.cancel()
        if self._room is not None:
            await self._room.disconnect()

    @property
    def _me(self) -> rtc.LocalParticipant:
        assert self._room is not None
        return self._room.local_participant

    def _do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _greet(self) -> None:
        source = rtc.AudioSource(RATE, 1)
        track = rtc.LocalAudioTrack.create_audio_track("voice", source)
        me = self._me
        published = await me.publish_track(
            track, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        self._do(hum(source))
        # Words are not kept for a page that has come, but does not receive yet.
        await published.wait_for_subscription()
        await me.set_attributes({"lk.agent.state": "speaking"})
        await self._say("Welcome ", "to the ", "marketplace.")
        await me.set_attributes({"lk.agent.state": "listening"})

    async def _say(self, *words: str) -> None:
        writer = await self._me.stream_text(
            topic="lk.transcription",
            attributes={"lk.segment_id": uuid.uuid4().hex, "lk.transcription_final": "false"},
        )
        for word in words:
            await writer.write(word)
        await writer.aclose(attributes={"lk.transcription_final": "true"})

    async def _tell(self, **event: object) -> None:
        await self._me.publish_data(json.dumps(event), topic="marketplace.event")

    async def _read(self, reader: rtc.TextStreamReader) -> None:
        words = await reader.read_all()
        self.typed.append(words)
        if words == "Goodbye":
            assert self._room is not None
            async with LiveKitAPI(self._url, self._key, self._secret) as api:
                await api.room.delete_room(DeleteRoomRequest(room=self._room.name))
            return
        if words == "Are you busy?":
            await self._tell(type="refused", reason="busy")
            return
        handoff = {"from": "authentication", "to": "order_tracking", "reason": "an order"}
        await self._tell(type="handoff", **handoff)
        await self._tell(type="action", agent="order_tracking", name="track_order", ok=True, ms=3.1)
        await self._tell(type="message", text="not shown")
        await self._say("It is ", "on its way.")

    def _pressed(self, key: str) -> None:
        if key == "*":
            self._keys = ""
        elif key != "#":
            self._keys += key
        else:
            self.keyed.append(self._keys)
            self._do(self._say(f"You keyed {self._keys}."))
            self._keys = ""
