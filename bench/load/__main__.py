"""`python -m bench.load`: calls of mixed kind side by side, beside a lone one in the same run."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import logs
from bench.load.callers import Way
from bench.load.measure import Group, measure
from bench.load.profiles import Profile
from bench.measure import percentiles
from channels.voice import cost
from config import load_settings


def main(
    profile: Annotated[Profile, typer.Option(help="Who hears and talks.")] = Profile.EMBEDDED,
    group: Annotated[list[int] | None, typer.Option(help="Callers at once; 1, 5, 10.")] = None,
    seconds: Annotated[float, typer.Option(min=10, help="How long they stay.")] = 45.0,
    limit: Annotated[int | None, typer.Option(min=1, help="MAX_CALLS.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Set this machine's limit by it.")] = False,
) -> None:
    """Have groups of callers call this machine, and print what they waited for and cost."""
    logs.keep_private_values_out()
    logging.disable(logging.CRITICAL)
    console = Console()
    sizes = tuple(group or (1, 5, 10))
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = load_settings()
        if (settings.data_dir / "understanding").is_dir():
            shutil.copytree(settings.data_dir / "understanding", data / "understanding")
        asyncio.run(_show(measure(data, profile, sizes, seconds, limit), console))
        known = cost.measured(data, f"{profile}+{profile}")
        if known is not None:
            console.print(f"A call costs {known.cores:.2f} of a core, {known.known}.")
        if keep:
            cost.hand_over(data, settings.data_dir)


async def _show(groups: AsyncIterator[Group], console: Console) -> None:
    async for group in groups:
        console.print(_table(group))


def _table(group: Group) -> Table:
    served, refused = group.served, group.refused
    size = len(group.told)
    title = f"{size} at once: {len(served)} served, {len(refused)} told that all lines are busy"
    table = Table("seconds to the first sound", "n", "p50", "p95", "longest", title=title)
    rows = {"welcome": [one.welcomed or 0.0 for one in served]}
    rows |= {
        f"answer to who {way}": [took for one in served for took in one.waited[way]] for way in Way
    }
    rows |= {
        f"  caller {number}": [took for way in Way for took in one.waited[way]]
        for number, one in enumerate(served, 1)
    }
    rows["refusal"] = [one.welcomed or 0.0 for one in refused]
    for name, took in rows.items():
        if took:
            p50, p95 = percentiles(took)
            table.add_row(name, str(len(took)), f"{p50:.2f}", f"{p95:.2f}", f"{max(took):.2f}")
    cores = ", ".join(f"{kind} {used / group.lasted:.2f}" for kind, used in group.used.items())
    unanswered = sum(one.unanswered for one in served)
    table.caption = f"{unanswered} turns not answered. Cores: {cores}"
    costs = {"call": group.cost, "refusal": group.refusal_cost}
    known = [f"a {what} {took:.2f}" for what, took in costs.items() if took is not None]
    table.caption += f". Processor seconds of its own: {', '.join(known)}"
    return table


if __name__ == "__main__":
    typer.run(main)
