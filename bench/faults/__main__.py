"""`python -m bench.faults`: each fault of each provider, and what became of the call."""

from __future__ import annotations

import asyncio
import logging
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import logs
import wiring
from bench.faults.table import KINDS, every, markdown, shown
from pipeline.faults import Kind
from tests.providers.troubles import Trouble


def main(
    kind: Annotated[str | None, typer.Option(help="stt, llm or tts alone.")] = None,
    trouble: Annotated[Trouble | None, typer.Option(help="One trouble alone.")] = None,
    at_once: Annotated[int, typer.Option(min=1, help="Calls side by side.")] = 6,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the table as the README has it.")
    ] = False,
    talk: Annotated[bool, typer.Option("--talk", help="Print what was said.")] = False,
) -> None:
    """Hold a call for each fault of each provider, and print the table."""
    logs.keep_private_values_out()
    logging.disable(logging.CRITICAL)
    kinds: tuple[Kind, ...] = tuple(one for one in KINDS if kind in (None, one))
    began = time.monotonic()
    understanding = wiring.understanding(wiring.settings_or_stop())
    with tempfile.TemporaryDirectory() as folder:
        rows = asyncio.run(every(Path(folder), understanding, kinds, trouble, at_once))
    console = Console()
    if as_markdown:
        print(markdown(row.cells for row in rows))  # not to be wrapped
    else:
        console.print(shown(rows))
        console.print(f"{len(rows)} calls in {time.monotonic() - began:.0f} s")
    if talk:
        for row in rows:
            console.print(row.kind, row.trouble, row.outcome)
    if not all(row.completed for row in rows):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
