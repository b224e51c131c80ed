"""What the page is shown of a call behind its words: handovers, actions, people who come and go."""

from __future__ import annotations

import asyncio
import json

import structlog
from livekit import rtc

from channels.voice.room import EVENTS_TOPIC
from domain.events import ActionRun, Handoff, PersonStep, TimelineEvent

log = structlog.get_logger(__name__)


class Shown:
    """Sends events of a call's timeline to its room as JSON. Nothing in them is private.

    Args:
        room: of the call; nothing is sent while it is not connected.
    """

    def __init__(self, room: rtc.Room) -> None:
        self._room = room
        self._sending: set[asyncio.Task[None]] = set()

    def __call__(self, event: TimelineEvent) -> None:
        """Shows an event, if it is one that is shown; the call does not wait for it."""
        message = _message(event)
        if message is None or not self._room.isconnected():
            return
        me = self._room.local_participant
        task = asyncio.create_task(me.publish_data(json.dumps(message), topic=EVENTS_TOPIC))
        self._sending.add(task)
        task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.info("event_not_published")


def _message(event: TimelineEvent) -> dict[str, object] | None:
    match event:
        case Handoff(transfer=transfer):
            return {
                "type": "handoff",
                "from": transfer.from_agent,
                "to": transfer.to_agent,
                "reason": transfer.reason,
            }
        case ActionRun():
            return {
                "type": "action",
                "agent": event.agent,
                "name": event.name,
                "ok": event.ok,
                "ms": round(event.milliseconds, 1),
            }
        case PersonStep():
            return {"type": "person", "step": event.step, "by": event.by}
        case _:
            return None
