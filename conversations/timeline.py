"""The record of one conversation: kept in order, and told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from domain.events import ActionRun, Handoff, PersonStep, StepDone, TimelineEvent

log = structlog.get_logger(__name__)


class ConversationTimeline:
    """A `Timeline` in memory. A listener that fails is logged and slows nobody."""

    def __init__(self, conversation: str) -> None:
        self._conversation = conversation
        self._listeners: list[Callable[[TimelineEvent], None]] = [self._log]
        self.events: list[TimelineEvent] = []

    def record(self, event: TimelineEvent) -> None:
        """Appends an event and tells it on."""
        self.events.append(event)
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                log.exception("timeline_listener_failed", conversation=self._conversation)

    def subscribe(self, listener: Callable[[TimelineEvent], None]) -> None:
        """Calls `listener` for each event from now on."""
        self._listeners.append(listener)

    def _log(self, event: TimelineEvent) -> None:
        """One line an event: names and figures, never what was said."""
        bound = log.bind(conversation=self._conversation)
        match event:
            case Handoff(transfer=transfer, milliseconds=ms):
                bound.info("handoff", source=transfer.from_agent, target=transfer.to_agent, ms=ms)
            case ActionRun():
                bound.info(
                    "action",
                    agent=event.agent,
                    action=event.name,
                    ok=event.ok,
                    code=event.code,
                    ms=event.milliseconds,
                )
            case StepDone():
                bound.info("identity_step", step=event.step, seconds=event.seconds)
            case PersonStep():
                bound.info("person", step=event.step, by=event.by)
            case _:
                bound.info(event.type)
