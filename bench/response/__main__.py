"""`python -m bench.response`: how soon a caller is answered, and how soon the agent gives way."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import logs
from bench.measure import percentiles
from bench.response.interrupting import Interrupted, interrupt
from bench.response.measure import Waited, measure
from bench.response.providers import providers
from bench.response.running import running

FIRST_SOUND_P95 = 1.0
"""Seconds allowed at the 95th percentile, of turns of each kind."""


def main(
    turns: Annotated[int, typer.Option(min=0, help="Of each kind, of each caller.")] = 14,
    callers: Annotated[int, typer.Option(min=1, help="At once.")] = 3,
    times: Annotated[int, typer.Option(min=0, help="The agent is spoken over in each way.")] = 8,
    setting: Annotated[list[str] | None, typer.Option(help="NAME=value, for the worker.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Fail above the limit.")] = False,
) -> None:
    """Hold calls in real rooms, over providers of realistic speed, and print the figures."""
    logs.keep_private_values_out()
    logging.disable(logging.CRITICAL)
    chosen = dict(one.split("=", 1) for one in setting or ())
    waited, interrupted = asyncio.run(_measured(callers, turns, times, chosen))
    console = Console()
    if turns:
        console.print(_first_sounds(waited))
    if times:
        console.print(_interruptions(interrupted))
    late = [kind for kind, took in waited.first.items() if percentiles(took)[1] >= FIRST_SOUND_P95]
    if check and (late or waited.unanswered or waited.early):
        raise typer.Exit(1)


async def _measured(
    callers: int, turns: int, times: int, chosen: dict[str, str]
) -> tuple[Waited, Interrupted]:
    with tempfile.TemporaryDirectory() as folder:
        async with providers() as served:
            own = {"ROSTER": "bench.response.roster", "MAX_CALLS": str(callers + 1)}
            environment = own | served.environment | chosen
            async with running(Path(folder), environment) as url:
                waited = await measure(url, served, callers, turns) if turns else Waited()
                return waited, await interrupt(url, served, times) if times else Interrupted()


def _first_sounds(waited: Waited) -> Table:
    table = Table("turn", "n", "p50", "p95", "longest", title="seconds to the first sound")
    for kind, took in waited.first.items():
        table.add_row(kind.value, str(len(took)), *_figures(took))
    table.caption = f"{waited.unanswered} not answered, {waited.early} answered too early"
    return table


def _interruptions(found: Interrupted) -> Table:
    title = "seconds until the agent is silent"
    table = Table("over its words", "n", "p50", "p95", "longest", "went on after", title=title)
    for over, took in found.silent.items():
        paused = found.paused[over]
        went_on = f"{len(paused)} of {len(paused) + found.ended[over]}" if paused else "–"
        if paused:
            went_on += f", {percentiles(paused)[0]:.2f} s later"
        table.add_row(over.value, str(len(took)), *_figures(took), went_on)
    return table


def _figures(took: Sequence[float]) -> tuple[str, str, str]:
    p50, p95 = percentiles(took)
    return f"{p50:.2f}", f"{p95:.2f}", f"{max(took):.2f}"


if __name__ == "__main__":
    typer.run(main)
