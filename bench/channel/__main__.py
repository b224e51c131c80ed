"""`python -m bench.channel`: what is understood over each kind of line."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

import logs
import wiring
from bench.channel.calling import house_of
from bench.channel.figures import Figures, figures, table
from bench.channel.hearing import VOICES, Ears
from bench.channel.line import ALL, QUICK, Condition
from pipeline.embedded.espeak import Voice


def main(
    full: Annotated[
        bool, typer.Option("--full", help="Every condition, with three voices: minutes.")
    ] = False,
    only: Annotated[str, typer.Option(help="The condition of this name alone.")] = "",
) -> None:
    """Send what callers say over lines of every kind, and count what is understood."""
    logs.keep_private_values_out()
    logging.getLogger("livekit").setLevel(logging.CRITICAL)
    logging.getLogger("conversations").setLevel(logging.CRITICAL)
    conditions, voices = (ALL, VOICES) if full else (QUICK, VOICES[:1])
    if only and not (conditions := tuple(one for one in ALL if one.name == only)):
        wiring.stop(f"There is no such condition; there are: {', '.join(c.name for c in ALL)}.")
    rows = asyncio.run(_measured(conditions, voices))
    console = Console()
    console.print(table(rows))
    console.print("Turns and barge-ins: those a minute that are made of the noise alone.")


async def _measured(conditions: Sequence[Condition], voices: Sequence[Voice]) -> list[Figures]:
    ears = Ears(wiring.settings_or_stop())
    async with house_of(ears) as house:
        return [
            await figures(house, ears, condition, voices)
            for condition in track(conditions, "Listening …", transient=True)
        ]


if __name__ == "__main__":
    typer.run(main)
