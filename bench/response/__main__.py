"""`python -m bench.response`: from the end of a caller's words to the first sound of the answer."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import logs
from bench.measure import percentiles
from bench.response.measure import Waited, measure
from bench.response.providers import providers
from bench.response.running import running
from bench.response.said import Kind

KINDS = (Kind.PLAIN, Kind.QUICK_TOOL, Kind.SLOW_TOOL)


def main(
    turns: Annotated[int, typer.Option(min=1, help="Of each kind, of each caller.")] = 10,
    callers: Annotated[int, typer.Option(min=1, help="At once.")] = 1,
    kind: Annotated[list[Kind] | None, typer.Option(help="Such turns alone.")] = None,
    setting: Annotated[list[str] | None, typer.Option(help="NAME=value, for the worker.")] = None,
) -> None:
    """Hold calls in real rooms, and print how long callers waited."""
    logs.keep_private_values_out()
    logging.disable(logging.CRITICAL)
    chosen = dict(one.split("=", 1) for one in setting or ())
    waited = asyncio.run(_measured(tuple(kind or KINDS), callers, turns, chosen))
    Console().print(_table(waited))


async def _measured(
    kinds: tuple[Kind, ...], callers: int, turns: int, chosen: dict[str, str]
) -> Waited:
    with tempfile.TemporaryDirectory() as folder:
        async with providers() as served:
            own = {"ROSTER": "bench.response.roster", "MAX_CALLS": "10"}
            environment = own | served.environment | chosen
            async with running(Path(folder), environment) as url:
                return await measure(url, served, kinds, callers, turns)


def _table(waited: Waited) -> Table:
    table = Table("seconds to the first sound", "turns", "p50", "p95", "longest")
    for kind, took in waited.first.items():
        p50, p95 = percentiles(took)
        row = (f"{figure:.2f}" for figure in (p50, p95, max(took)))
        table.add_row(kind.value, str(len(took)), *row)
    table.caption = f"{waited.unanswered} not answered, {waited.early} answered too early"
    return table


if __name__ == "__main__":
    typer.run(main)
