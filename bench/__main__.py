"""`python -m bench`: our own time of handovers and actions, in process and over HTTP."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import logs
import wiring
from bench import houses
from bench.measure import Figures, percentiles, run
from config import ROOT

HANDOFF_P95 = 50.0
ACTION_P95 = 30.0
"""Milliseconds allowed at the 95th percentile, on the sample data."""
WARM_UP = 2
"""Runs that do not count: connections are made and statements compiled in them."""
RESULTS = ROOT / "bench" / "results" / "latest.json"
SLOWEST = 8


def main(
    runs: Annotated[int, typer.Option(min=1, max=900, help="Whole conversations a way.")] = 50,
    out: Annotated[Path, typer.Option(help="Where the figures are kept.")] = RESULTS,
    check: Annotated[bool, typer.Option("--check", help="Fail above the limits.")] = False,
) -> None:
    """Measure handovers and actions, and print the figures."""
    logs.keep_private_values_out()
    logging.getLogger("livekit").setLevel(logging.CRITICAL)
    logging.getLogger("conversations").setLevel(logging.CRITICAL)
    measured = asyncio.run(_measure(runs))
    machine = _machine()
    console = Console()
    console.print(f"{machine['cpu']}, {machine['cores']} cores, Python {machine['python']}")
    for way, figures in measured.items():
        console.print(_table(way, figures))
    report = {"at": datetime.now(UTC).isoformat(), "machine": machine, "runs": runs}
    report |= {way: _summary(figures) for way, figures in measured.items()}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, indent=2) + "\n")
    if not all(_told(console, way, figures) for way, figures in measured.items()) and check:
        raise typer.Exit(1)


async def _measure(runs: int) -> dict[str, Figures]:
    measured: dict[str, Figures] = {}
    understanding = wiring.understanding(wiring.settings_or_stop())
    for way, opened in (("in process", houses.in_process), ("over HTTP", houses.over_http)):
        with tempfile.TemporaryDirectory() as folder:
            settings = houses.settings_in(Path(folder))
            customers = await houses.with_doubles(settings, runs + WARM_UP)
            measured[way] = Figures()
            async with opened(settings, understanding) as house:
                await run(house, customers[:WARM_UP], Figures())
                wiring.spare_what_is_loaded()
                await run(house, customers[WARM_UP:], measured[way])
    return measured


def _machine() -> dict[str, str | int | None]:
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0].partition(":")[2].strip() if names else cpu
    return {"cpu": cpu, "cores": os.cpu_count(), "python": platform.python_version()}


def _table(way: str, figures: Figures) -> Table:
    table = Table("our own time, ms", "n", "p50", "p95", title=way, title_justify="left")
    rows = {"handoff": figures.handoffs, "action": figures.all_actions}
    slowest = sorted(figures.actions.items(), key=lambda row: -percentiles(row[1])[1])[:SLOWEST]
    rows |= {f"  {name}": took for name, took in slowest}
    for name, took in rows.items():
        if took:
            p50, p95 = percentiles(took)
            table.add_row(name, str(len(took)), f"{p50:.1f}", f"{p95:.1f}")
    return table


def _summary(figures: Figures) -> dict[str, object]:
    rows = {"handoff": figures.handoffs, "action": figures.all_actions} | figures.actions
    return {
        name: dict(zip(("n", "p50", "p95"), (len(took), *percentiles(took)), strict=True))
        for name, took in rows.items()
        if took
    }


def _told(console: Console, way: str, figures: Figures) -> bool:
    """Says what is missing or above its limit; whether all is well."""
    handoff, action = percentiles(figures.handoffs)[1], percentiles(figures.all_actions)[1]
    problems = [f"{name}, {count} times" for name, count in figures.refused.items()]
    known = set(wiring.roster(wiring.settings_or_stop()).actions)
    problems += [f"{name} was not measured" for name in sorted(known - set(figures.actions))]
    if handoff >= HANDOFF_P95:
        problems.append(f"handoff p95 {handoff:.1f} ms, allowed are {HANDOFF_P95:.0f}")
    if action >= ACTION_P95:
        problems.append(f"action p95 {action:.1f} ms, allowed are {ACTION_P95:.0f}")
    for problem in problems:
        console.print(f"[red]{way}:[/] {problem}")
    return not problems


if __name__ == "__main__":
    typer.run(main)
