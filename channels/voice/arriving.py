"""The caller of a room: waited for, and given up where nobody comes."""

from __future__ import annotations

import asyncio

import structlog
from livekit import rtc
from livekit.agents import JobContext

log = structlog.get_logger(__name__)

CALLER_AFTER = 10.0
"""Seconds after which a room without a caller is given up: they cancelled while it rang."""


async def arrived(ctx: JobContext) -> rtc.RemoteParticipant | None:
    """The caller, once they are in the room; None ends the job, and no room is left behind."""
    try:
        async with asyncio.timeout(CALLER_AFTER):
            return await ctx.wait_for_participant()
    except (TimeoutError, RuntimeError) as error:  # the latter where the server closed the room
        log.info("no_caller", room=ctx.room.name, why=type(error).__name__)
    if ctx.room.isconnected():
        await ctx.delete_room()
    ctx.shutdown("no caller")
    return None
