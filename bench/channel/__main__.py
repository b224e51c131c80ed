"""`python -m bench.channel`: what is understood over each kind of line."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

import logs
import wiring
from bench.channel.figures import figures, table
from bench.channel.hearing import VOICES, Ears
from bench.channel.line import ALL, QUICK


def main(
    full: Annotated[
        bool, typer.Option("--full", help="Every condition, with three voices: minutes.")
    ] = False,
) -> None:
    """Send what callers say over lines of every kind, and count what is understood."""
    logs.keep_private_values_out()
    logging.getLogger("livekit").setLevel(logging.CRITICAL)
    ears = Ears(wiring.settings_or_stop())
    conditions, voices = (ALL, VOICES) if full else (QUICK, VOICES[:1])
    rows = [
        asyncio.run(figures(ears, condition, voices))
        for condition in track(conditions, "Listening …", transient=True)
    ]
    Console().print(table(rows))


if __name__ == "__main__":
    typer.run(main)
