"""Callers who are refused, all that one process has at a time: each on a line, until it is over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import structlog
from livekit import api, rtc
from livekit.rtc.participant import PublishDataError, PublishTrackError

from channels.livekit_server import ServerSettings, connect
from channels.refusal.calling_back import CallBacks
from channels.refusal.line import Line, Recordings
from conversations.telemetry import metrics

log = structlog.get_logger(__name__)

IDENTITY = "all-lines-busy"
MOST_AT_ONCE = 50
"""Lines of one process. Whoever comes on top of them is hung up on at once."""
LONGEST = 90.0
"""Seconds that a line may take, whatever happens on it."""
_LIFETIME = timedelta(minutes=2)
_FAILURES = (rtc.ConnectError, PublishTrackError, PublishDataError, RuntimeError, OSError)


class Refusals:
    """Refuses callers side by side.

    Args:
        livekit: the server's API.
        settings: where the server is, and its key.
        recordings: what is said.
        call_backs: takes the wish to be called back; None where there is nobody to do it.
    """

    def __init__(
        self,
        livekit: api.LiveKitAPI,
        settings: ServerSettings,
        recordings: Recordings,
        call_backs: CallBacks | None,
    ) -> None:
        self._livekit = livekit
        self._settings = settings
        self._recordings = recordings
        self._call_backs = call_backs
        self._lines: set[asyncio.Task[None]] = set()

    def begin(self, room: str) -> None:
        """Refuses whoever is in the room of this name, and closes it in the end."""
        metrics.refused("busy")
        line = asyncio.create_task(self._refuse(room, speaks=len(self._lines) < MOST_AT_ONCE))
        self._lines.add(line)
        line.add_done_callback(self._lines.discard)

    async def close(self) -> None:
        """Hangs up on everyone."""
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    async def _refuse(self, name: str, *, speaks: bool) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                arranged = await self._held(name) if speaks else False
            log.info("refused", reason="busy", call_back=arranged, unspoken=not speaks)
        except (*_FAILURES, TimeoutError) as error:
            log.warning("refusal_failed", error=type(error).__name__)
        finally:
            with contextlib.suppress(api.TwirpError, aiohttp.ClientError, OSError):
                await self._livekit.room.delete_room(api.DeleteRoomRequest(room=name))

    async def _held(self, name: str) -> bool:
        """Holds one line to its end; whether a call-back was arranged."""
        room = rtc.Room()
        gone = asyncio.Event()
        room.on("participant_disconnected", lambda _: gone.set())
        room.on("disconnected", lambda _: gone.set())
        quiet = rtc.RoomOptions(auto_subscribe=False)
        await room.connect(self._settings.livekit_url, self._token(name), quiet)
        leaving = asyncio.create_task(gone.wait())
        talking = asyncio.create_task(self._talk(room))
        try:
            await asyncio.wait({talking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return talking.result() if talking.done() else False
        finally:
            talking.cancel()
            leaving.cancel()
            await asyncio.gather(talking, leaving, return_exceptions=True)
            await room.disconnect()

    async def _talk(self, room: rtc.Room) -> bool:
        for caller in room.remote_participants.values():
            line = Line(room, caller, self._recordings)
            await line.open()
            number = await line.offer_call_back() if self._call_backs else None
            arranged = number is not None and await self._arranged(number)
            await line.say("busy_arranged" if arranged else "busy_again")
            return arranged
        return False

    async def _arranged(self, number: str) -> bool:
        return self._call_backs is not None and await self._call_backs.arrange(number)

    def _token(self, room: str) -> str:
        """Of the kind that an agent has: whoever looks at the room sees that somebody is there."""
        secret = self._settings.secrets().livekit_secret.get_secret_value()
        return (
            api.AccessToken(self._settings.livekit_api_key, secret)
            .with_identity(IDENTITY)
            .with_kind("agent")
            .with_ttl(_LIFETIME)
            .with_grants(
                api.VideoGrants(
                    room_join=True,
                    room=room,
                    can_publish=True,
                    can_publish_sources=["microphone"],
                    can_subscribe=False,
                    can_publish_data=True,
                )
            )
            .to_jwt()
        )


@asynccontextmanager
async def refusing(
    settings: ServerSettings, recordings: Recordings, call_backs: CallBacks | None
) -> AsyncIterator[Refusals]:
    """The lines of one process; all are hung up at the end.

    Args:
        settings: where the LiveKit server is, and its key.
        recordings: what is said.
        call_backs: takes the wish to be called back; None where there is nobody to do it.
    """
    async with connect(settings) as livekit:
        refusals = Refusals(livekit, settings, recordings, call_backs)
        try:
            yield refusals
        finally:
            await refusals.close()
