"""The pleasant form: for a person at a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from rich.console import Console
from rich.markup import escape
from rich.status import Status

from domain.events import ActionRun, ApprovalRequested, Failed, Handoff, TimelineEvent

PROMPT = "[bold green]you[/] › "
WELCOME = "[dim]A conversation by typing. {hint} End with “bye” or Ctrl-D.[/]"


class Terminal:
    """Shows who speaks, what they say, and, dimmed, what they do."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None

    def welcome(self, hint: str) -> None:
        """Says what this is, and what one should know to try it."""
        self._console.print(WELCOME.format(hint=escape(hint)))

    def message(self, agent: str, text: str) -> None:
        """Something that the customer reads."""
        self._console.print(f"[bold cyan]{escape(agent)}[/] › {escape(text)}", highlight=False)

    def turn_end(self) -> None:
        """It is the customer's turn."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def event(self, event: TimelineEvent) -> None:
        """Something that happened behind the words."""
        match event:
            case Handoff(transfer=transfer):
                line = f"⇄ {transfer.from_agent} → {transfer.to_agent}"
            case ActionRun():
                mark = "✓" if event.ok else f"✗ {event.code}"
                line = f"⚙ {event.name} {mark} {event.milliseconds:.0f} ms"
            case ApprovalRequested():
                line = f"… {event.name} waits for a person"
            case Failed():
                line = f"! {event.part}: {event.code}"
            case _:
                return
        self._console.print(f"  [dim]{escape(line)}[/]", highlight=False)

    async def typed_lines(self) -> AsyncIterator[str]:
        """What the person types, until they leave."""
        while True:
            try:
                line = await asyncio.to_thread(self._console.input, PROMPT)
            except (EOFError, KeyboardInterrupt):
                self._console.print()
                return
            self._status = self._console.status("[dim]…[/]", spinner="dots")
            self._status.start()
            yield line
