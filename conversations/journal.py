"""What was said, kept beyond the call: a sealed file a conversation, a line an event.

A line is written as its event happens, so that a caller who hangs up, and a process that dies,
take nothing of it with them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote

import structlog
from cryptography.fernet import Fernet, InvalidToken
from pydantic import TypeAdapter

from domain.events import TimelineEvent

log = structlog.get_logger(__name__)

_EVENT: TypeAdapter[TimelineEvent] = TypeAdapter(TimelineEvent)
_SUFFIX = ".sealed"


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation in the journal."""

    conversation: str
    last: datetime
    """When the last event was written, UTC."""


class Journal:
    """The conversations of one machine, encrypted at rest.

    Args:
        folder: made when the first event is written.
        secret: what the key is made from.
    """

    def __init__(self, folder: Path, secret: str) -> None:
        self._folder = folder
        key = hashlib.sha256(b"journal:" + secret.encode()).digest()
        self._cipher = Fernet(base64.urlsafe_b64encode(key))

    def keeper(self, conversation: str) -> Callable[[TimelineEvent], None]:
        """What keeps the events of one conversation; subscribe it to the timeline."""
        path = self._path(conversation)

        def keep(event: TimelineEvent) -> None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(self._cipher.encrypt(_EVENT.dump_json(event)) + b"\n")

        return keep

    def conversations(self) -> list[Kept]:
        """What is kept, the latest first."""
        kept = [
            Kept(
                unquote(file.name.removesuffix(_SUFFIX)),
                datetime.fromtimestamp(file.stat().st_mtime, UTC),
            )
            for file in self._folder.glob(f"*{_SUFFIX}")
        ]
        return sorted(kept, key=lambda one: one.last, reverse=True)

    def events(self, conversation: str) -> list[TimelineEvent]:
        """The events of a conversation, oldest first; a line that is damaged is reported, and left.

        Raises:
            FileNotFoundError: there is no such conversation.
        """
        events: list[TimelineEvent] = []
        for number, line in enumerate(self._path(conversation).read_bytes().splitlines(), 1):
            try:
                events.append(_EVENT.validate_json(self._cipher.decrypt(line)))
            except (InvalidToken, ValueError):
                log.warning("journal_line_damaged", conversation=conversation, line=number)
        return events

    def remove_before(self, moment: datetime) -> int:
        """Removes the conversations that ended before a moment; how many there were."""
        old = [one for one in self.conversations() if one.last < moment]
        for one in old:
            self._path(one.conversation).unlink(missing_ok=True)
        return len(old)

    def _path(self, conversation: str) -> Path:
        return self._folder / f"{quote(conversation, safe='')}{_SUFFIX}"
