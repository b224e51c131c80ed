"""`python -m conversations reports`: how the last conversations went."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

import wiring
from conversations.telemetry.reports import last_reports, table

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


if __name__ == "__main__":
    app()
