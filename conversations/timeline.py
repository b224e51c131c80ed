"""The record of one conversation: kept in order, and told to whoever listens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import structlog

from conversations.telemetry.lines import line_of
from domain.events import Failed, TimelineEvent

log = structlog.get_logger(__name__)


class ConversationTimeline:
    """A `Timeline` in memory. A listener that fails is logged and slows nobody."""

    def __init__(self, conversation: str) -> None:
        self._conversation = conversation
        self._listeners: list[Callable[[TimelineEvent], None]] = [self._log]
        self._untold: deque[TimelineEvent] = deque()
        self._telling = False
        self.events: list[TimelineEvent] = []

    def record(self, event: TimelineEvent) -> None:
        """Appends an event and tells it on, once everybody has been told of those before."""
        self.events.append(event)
        self._untold.append(event)
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                self._tell(self._untold.popleft())
        finally:
            self._telling = False

    def subscribe(self, listener: Callable[[TimelineEvent], None]) -> None:
        """Calls `listener` for each event from now on."""
        self._listeners.append(listener)

    def _tell(self, event: TimelineEvent) -> None:
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                log.exception("timeline_listener_failed", conversation=self._conversation)

    def _log(self, event: TimelineEvent) -> None:
        name, fields = line_of(event)
        tell = log.warning if isinstance(event, Failed) else log.info
        tell(name, conversation=self._conversation, **fields)
