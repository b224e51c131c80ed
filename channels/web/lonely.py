"""Callers who wait alone: a worker is sent once more, and who cannot be served is refused.

A dispatch finds a worker at once or never: the LiveKit server does not ask again by itself. So a
caller without an agent was missed (findings.md) or all lines are busy, and a second dispatch tells
which.

Any number of HTTP sides look after the same callers, and what they agree by is kept by the LiveKit
server alone: a room's dispatch says how far it is, and whoever takes it away acts. Nobody else can
then, and no worker comes on it any more.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager

import aiohttp
import structlog
from livekit import api

from channels.livekit_server import connect, participants
from channels.phone.outgoing import Outgoing
from channels.voice.room import PERSON, ROLE
from channels.voice.taken import taken
from channels.web.tokens import TokenSettings

log = structlog.get_logger(__name__)

LOOKS_EVERY = 0.4
"""Seconds; a caller that has an agent is looked at again less often."""
SERVED_LOOKS_EVERY = 2.0
TAKEN_WITHIN = 0.7
"""Seconds that workers have to take a call that they are asked to."""
JOINS_WITHIN = 30.0
"""Seconds that a worker who took a call has to be in the room: its process may have to be started.
One that was there and is gone is replaced at once."""
YOUNG = 300.0
"""Seconds: a room that is older has been served, or its caller has given up."""
AGAIN = "again"
"""What the second dispatch for a caller is told, so that it is known as the last one."""

Refuse = Callable[[str], None]
"""Begins to refuse the caller in the room of this name."""


class LonelyRooms:
    """Looks for callers who wait alone.

    Args:
        livekit: the server's API.
        agent_name: the worker's name; rooms of others are left alone.
        refuse: is called for a caller whom no worker took.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        livekit: api.LiveKitAPI,
        agent_name: str,
        refuse: Refuse,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._livekit = livekit
        self._agent_name = agent_name
        self._refuse = refuse
        self._clock = clock
        self._looks_at: dict[str, float] = {}
        self._since: dict[str, float] = {}
        self._served: set[str] = set()

    async def look(self, now: float) -> None:
        """Looks once, at Unix time `now`."""
        found = await self._livekit.room.list_rooms(api.ListRoomsRequest())
        young = {room.name: room for room in found.rooms if now - room.creation_time < YOUNG}
        self._looks_at = {n: at for n, at in self._looks_at.items() if n in young}
        self._served &= young.keys()
        seen: set[str] = set()
        for name, room in young.items():
            if self._clock() < self._looks_at.get(name, 0.0):
                continue
            try:
                seen.update(await self._look_at(room))
            except api.TwirpError as error:
                if error.code not in _OVER:
                    log.warning("room_not_looked_at", error=error.code)
        self._since = {what: at for what, at in self._since.items() if what in seen}

    async def _look_at(self, room: api.Room) -> list[str]:
        """Looks at one room; returns what of it is waited for."""
        people = await participants(self._livekit, room.name)
        if any(each.kind == api.ParticipantInfo.Kind.AGENT for each in people):
            self._served.add(room.name)
        if not _alone(people):
            self._looks_at[room.name] = self._clock() + SERVED_LOOKS_EVERY
            return []
        listed = await self._livekit.agent_dispatch.list_dispatch(room.name)
        ours = [dispatch for dispatch in listed if dispatch.agent_name == self._agent_name]
        if not ours:
            return []
        last = max(ours, key=lambda dispatch: dispatch.state.created_at)
        coming = taken(room.metadata) == last.id or bool(last.state.jobs)
        waited_for = f"{last.id} {coming}"
        waiting = self._clock() - self._since.setdefault(waited_for, self._clock())
        patience = JOINS_WITHIN if coming and room.name not in self._served else TAKEN_WITHIN
        if waiting >= patience and await self._take(ours, last):
            self._served.discard(room.name)
            # Whom we call cannot be told that all lines are busy: a line has to be found.
            if coming or last.metadata != AGAIN or Outgoing.of(room.metadata):
                await self._send_worker(room.name)
            else:
                self._refuse(room.name)
        return [waited_for]

    async def _take(self, ours: Iterable[api.AgentDispatch], last: api.AgentDispatch) -> bool:
        """Takes the dispatches away, with what they may still lead to. False: another did."""
        try:
            await self._livekit.agent_dispatch.delete_dispatch(last.id, last.room)
        except api.TwirpError as error:
            if error.code in _OVER:
                return False
            raise
        for dispatch in ours:
            if dispatch.id != last.id:
                await self._livekit.agent_dispatch.delete_dispatch(dispatch.id, dispatch.room)
        return True

    async def _send_worker(self, room: str) -> None:
        await self._livekit.agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=self._agent_name, room=room, metadata=AGAIN)
        )
        log.info("dispatched_again", agent=self._agent_name)


_CALLERS = frozenset(
    {
        api.ParticipantInfo.Kind.STANDARD,
        api.ParticipantInfo.Kind.SIP,
        api.ParticipantInfo.Kind.CONNECTOR,
    }
)
_OVER = frozenset({api.TwirpErrorCode.NOT_FOUND, api.TwirpErrorCode.UNAVAILABLE})
"""What the server says of a room or a dispatch that is there no more."""


def _alone(people: Sequence[api.ParticipantInfo]) -> bool:
    """Whether there is a caller and nobody else: no agent, and no person who took over."""
    match people:
        case [one]:
            return one.kind in _CALLERS and one.attributes.get(ROLE) != PERSON
    return False


@asynccontextmanager
async def watching(settings: TokenSettings, refuse: Refuse) -> AsyncIterator[None]:
    """Looks all the time while the block lasts. A server that is away is no error.

    Args:
        settings: where the LiveKit server is, and the worker's name.
        refuse: is called for a caller whom no worker took.
    """
    async with connect(settings) as livekit:
        task = asyncio.create_task(_watch(LonelyRooms(livekit, settings.agent_name, refuse)))
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
        except Exception:
            # Whatever it is: without anybody who looks, every later caller would wait for ever.
            if not away:
                log.exception("looking_failed")
            away = True
