"""`python -m conversations`: how the last ones went, and what was said in them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console

import wiring
from conversations.telemetry.lines import line_of
from conversations.telemetry.reports import last_reports, table
from domain.events import Message, TimelineEvent

app = typer.Typer(help=__doc__, no_args_is_help=True)


@app.callback()
def conversations() -> None:
    """What is known of conversations."""


@app.command()
def reports(
    last: Annotated[int, typer.Option(help="How many, counted from the latest.", min=1)] = 20,
    json: Annotated[bool, typer.Option("--json", help="The log's own lines instead.")] = False,
) -> None:
    """How the last conversations went, from the log of this machine."""
    folder = wiring.settings_or_stop().log_dir
    if folder is None:
        wiring.stop("LOG_DIR is empty: no reports are kept.")
    kept = last_reports(folder / "customer-service.log", last)
    if not kept:
        wiring.stop("There is no report yet: a conversation leaves one when it ends.", 1)
    if json:
        sys.stdout.writelines(line.text + "\n" for line in kept)
        return
    console = Console()
    console.print(table(kept, console.width))


@app.command()
def kept() -> None:
    """The conversations that are kept on this machine, the latest first."""
    for one in wiring.journal(wiring.settings_or_stop()).conversations():
        typer.echo(f"{one.last:%Y-%m-%dT%H:%MZ} {one.conversation}")


@app.command()
def show(conversation: str) -> None:
    """What was said and done in one conversation, private values masked."""
    try:
        events = wiring.journal(wiring.settings_or_stop()).events(conversation)
    except FileNotFoundError:
        wiring.stop("No such conversation is kept here: see `python -m conversations kept`.", 1)
    for event in events:
        typer.echo(f"{event.at:%H:%M:%S} {_told(event)}")


@app.command()
def cleanup(
    days: Annotated[int, typer.Option(help="Keep those of so many days.", min=0)] = 7,
    hours: Annotated[int | None, typer.Option(help="Of so many hours instead.", min=0)] = None,
) -> None:
    """Remove what was said longer ago."""
    back = timedelta(days=days) if hours is None else timedelta(hours=hours)
    removed = wiring.journal(wiring.settings_or_stop()).remove_before(datetime.now(UTC) - back)
    typer.echo(f"{removed} removed")


def _told(event: TimelineEvent) -> str:
    if isinstance(event, Message):
        cut = " …" if event.interrupted else ""
        return f"{event.agent if event.role == 'assistant' else 'customer'}: {event.text}{cut}"
    name, fields = line_of(event)
    return " ".join([name, *(f"{key}={value}" for key, value in fields.items())])


if __name__ == "__main__":
    app()
