"""Callers who wait alone: a room whose dispatch was lost is dispatched again (findings.md).

A worker that has just registered, or has just been full, may get no job for a room made meanwhile;
the server does not ask again by itself.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import structlog
from livekit import api

from channels.voice.room import PERSON, ROLE
from channels.web.tokens import TokenSettings

log = structlog.get_logger(__name__)

LOOKS_EVERY = 2.0
ALONE_AFTER = 3.0
"""Seconds after which a caller without an agent counts as waiting alone."""
YOUNG = 300.0
"""Seconds: a room that is older has been served, or its caller has given up."""


class LonelyRooms:
    """Looks for callers who wait alone, and has a worker sent to them.

    Args:
        livekit: the server's API.
        agent_name: the worker's name.
    """

    def __init__(self, livekit: api.LiveKitAPI, agent_name: str) -> None:
        self._livekit = livekit
        self._agent_name = agent_name
        self._dispatched: dict[str, float] = {}

    async def look(self, now: float) -> list[str]:
        """Looks once, at Unix time `now`; returns the rooms that were dispatched again."""
        found = await self._livekit.room.list_rooms(api.ListRoomsRequest())
        young = [
            room.name
            for room in found.rooms
            if room.num_participants > 0 and now - room.creation_time < YOUNG
        ]
        self._dispatched = {n: at for n, at in self._dispatched.items() if n in young}
        lonely = [name for name in young if await self._lonely(name, now)]
        for name in lonely:
            self._dispatched[name] = now
            await self._livekit.agent_dispatch.create_dispatch(
                api.CreateAgentDispatchRequest(agent_name=self._agent_name, room=name)
            )
            log.info("dispatched_again", agent=self._agent_name)
        return lonely

    async def _lonely(self, room: str, now: float) -> bool:
        if now - self._dispatched.get(room, 0.0) < ALONE_AFTER:
            return False
        listed = await self._livekit.room.list_participants(api.ListParticipantsRequest(room=room))
        served = any(
            p.kind == api.ParticipantInfo.Kind.AGENT or p.attributes.get(ROLE) == PERSON
            for p in listed.participants
        )
        joined = [p.joined_at for p in listed.participants]
        return not served and bool(joined) and now - min(joined) >= ALONE_AFTER


@asynccontextmanager
async def watching(settings: TokenSettings) -> AsyncIterator[None]:
    """Looks every two seconds for as long as the block lasts. A server that is away is no error."""
    url = settings.livekit_url.replace("ws", "http", 1)
    secret = settings.secrets().livekit_secret.get_secret_value()
    async with api.LiveKitAPI(url, settings.livekit_api_key, secret) as livekit:
        task = asyncio.create_task(_watch(LonelyRooms(livekit, settings.agent_name)))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _watch(rooms: LonelyRooms) -> None:
    away = False
    while True:
        await asyncio.sleep(LOOKS_EVERY)
        try:
            await rooms.look(time.time())
            away = False
        except (aiohttp.ClientError, api.TwirpError, OSError, TimeoutError) as error:
            if not away:
                log.warning("livekit_not_reached", error=type(error).__name__)
            away = True
