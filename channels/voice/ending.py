"""The end of a call in a room, whoever brings it about."""

from __future__ import annotations

import asyncio

from domain.events import Ended
from domain.protocols import Timeline


async def over(closed: asyncio.Event, timeline: Timeline) -> None:
    """Waits until the call is over.

    A worker that is stopped cancels what it has waited for long enough: then it ends here.

    Args:
        closed: is set when the session is.
        timeline: is told where the worker was first; there is nobody else to tell it any more.
    """
    try:
        await closed.wait()
    except asyncio.CancelledError:
        timeline.record(Ended(reason="stopped"))
        raise
