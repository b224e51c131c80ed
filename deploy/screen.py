"""What `make run` shows: one line for each service, where to talk, and why it ended."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.status import Status
from rich.table import Table

from deploy.child import Service
from deploy.errors import ServiceFailedError
from deploy.phone import Telephone
from deploy.plan import Plan


class Screen:
    """A terminal, or a file that reads like one."""

    def __init__(self, console: Console, plan: Plan) -> None:
        self._console = console
        self._plan = plan
        self._status: Status | None = None

    def starting(self, service: Service) -> None:
        """Shows that a service is being waited for."""
        self._end_status()
        self._status = self._console.status(f"starting the {service.name}")
        self._status.start()

    def ready(self, service: Service, seconds: float, status: str) -> None:
        """Shows that it is ready, how long that took, and what it says of itself."""
        self._end_status()
        said = f" {escape(status)}" if status else ""
        self._console.print(
            f"[green]✓[/] {service.name} [dim]{seconds:.1f} s[/]{said}", highlight=False
        )

    def all_ready(self) -> None:
        """Shows where to talk to it."""
        plan = self._plan
        table = Table.grid(padding=(0, 2))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row("In the browser", f"{plan.http_url}/")
        table.add_row("In the terminal", "make chat")
        if plan.telephone is not None:
            table.add_row("By telephone", _telephone(plan.telephone))
        if plan.takes_calls:
            table.add_row(
                "The desk",
                f"{plan.http_url}/desk for people who take callers over,\n"
                "with a key of OPERATOR_KEYS, or else the operator_key of data/secrets.json",
            )
            table.add_row(
                "LiveKit's playground",
                f"agents-playground.livekit.io with {plan.livekit_url} and the token from\n"
                f"curl -X POST {plan.http_url}/token",
            )
        table.add_row("Logs", ", ".join(_short(service.log) for service in plan.services))
        self._console.print(Padding(table, (1, 0, 1, 2)))
        self._console.print("[bold green]Ready.[/] Ctrl-C stops it all.")

    def stopping(self) -> None:
        """Shows that the services are being stopped."""
        self._end_status()
        self._console.print("[dim]Stopping …[/]")

    def failed(self, error: ServiceFailedError) -> None:
        """Shows why the run ended, with the last lines of the service that ended it."""
        self._console.print(f"[bold red]{escape(str(error))}[/]", soft_wrap=True)
        if error.last_lines:
            self._console.print(f"The end of {_short(error.log)}:", soft_wrap=True)
            for line in error.last_lines:
                self._console.print(f"  [dim]{escape(line)}[/]", soft_wrap=True, highlight=False)

    def _end_status(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None


def _telephone(telephone: Telephone | str) -> str:
    if isinstance(telephone, str):
        return f"not here: {telephone}"
    return f"{telephone.address}, a number that `python -m channels.phone setup` has made known"


def _short(path: Path) -> str:
    """The path as seen from here."""
    return os.path.relpath(path)
