"""The scriptable form: lines in, one JSON object a line out, and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from typing import TextIO

import anyio.to_thread

from domain.events import ActionRun, ApprovalRequested, Failed, Handoff, TimelineEvent


class JsonLines:
    """Writes what happens as JSON objects; subscribe `event` to the timeline."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def message(self, agent: str, text: str) -> None:
        """Something that the customer reads."""
        self._write(type="message", role="assistant", agent=agent, text=text)

    def turn_end(self) -> None:
        """It is the customer's turn."""
        self._write(type="turn_end")

    def event(self, event: TimelineEvent) -> None:
        """Something that happened behind the words."""
        match event:
            case Handoff(transfer=transfer):
                self._write(
                    **{"type": "handoff", "from": transfer.from_agent, "to": transfer.to_agent},
                    reason=transfer.reason,
                )
            case ActionRun():
                code = {"code": event.code} if event.code else {}
                self._write(
                    type="action",
                    agent=event.agent,
                    name=event.name,
                    arguments=event.arguments,
                    ok=event.ok,
                    ms=round(event.milliseconds, 1),
                    **code,
                )
            case ApprovalRequested():
                self._write(type="approval", id=event.approval_id, name=event.name)
            case Failed():
                self._write(type="error", part=event.part, code=event.code)

    def _write(self, **fields: object) -> None:
        self._out.write(json.dumps(fields, ensure_ascii=False) + "\n")
        self._out.flush()


async def typed_lines() -> AsyncIterator[str]:
    """Lines of standard input, without holding up the conversation."""
    while line := await anyio.to_thread.run_sync(sys.stdin.readline, abandon_on_cancel=True):
        yield line.rstrip("\n")
