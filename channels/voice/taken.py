"""Which dispatch of a room a worker has taken: it says so at once, in the room's metadata.

The LiveKit server tells of a job in the dispatch itself, but seconds late while it is still asking
its nodes who has workers.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import aiohttp
import structlog
from livekit import api
from livekit.agents import JobRequest

log = structlog.get_logger(__name__)

_TAKEN = "taken"


class Taken:
    """Says which calls a worker takes.

    Args:
        connect: to the LiveKit server's API.
    """

    def __init__(self, connect: Callable[[], AbstractAsyncContextManager[api.LiveKitAPI]]) -> None:
        self._connect = connect

    async def say(self, request: JobRequest) -> None:
        """Says that the call of a request is taken. A server that cannot be told is no error."""
        said = _read(request.room.metadata) | {_TAKEN: request.job.dispatch_id}
        try:
            async with self._connect() as livekit:
                await livekit.room.update_room_metadata(
                    api.UpdateRoomMetadataRequest(room=request.room.name, metadata=json.dumps(said))
                )
        except (aiohttp.ClientError, api.TwirpError, OSError, TimeoutError) as error:
            log.warning("livekit_not_reached", error=type(error).__name__)


def taken(metadata: str) -> str:
    """The dispatch that a worker has taken, by a room's metadata; empty where none has."""
    return str(_read(metadata).get(_TAKEN, ""))


def _read(metadata: str) -> dict[str, object]:
    try:
        read = json.loads(metadata)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
