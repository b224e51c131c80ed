"""`python -m bench`: our own time of handovers and actions, in process and over HTTP."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import platform
import tempfile
import time
from dataclasses import replace
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
from bench.plan import MEASURED_ELSEWHERE
from config import ROOT
from marketplace.generate import Amounts

HANDOFF_P95 = 50.0
ACTION_P95 = 50.0
"""Milliseconds allowed at the 95th percentile, of handovers and of each single action."""
SHORT = Amounts(customers=1_000, products=2_000, orders=5_000)
FULL = Amounts(customers=100_000, products=100_000, orders=1_000_000)
"""What is generated beside the sample data: for every day, and for the promise."""
WARM_UP = 2
"""Runs that do not count: connections are made and statements compiled in them."""
RESULTS = ROOT / "bench" / "results" / "latest.json"
SLOWEST = 8


def main(
    runs: Annotated[int, typer.Option(min=1, max=900, help="Whole conversations a way.")] = 50,
    out: Annotated[Path, typer.Option(help="Where the figures are kept.")] = RESULTS,
    full: Annotated[
        bool, typer.Option("--full", help="A million orders, a hundred thousand products.")
    ] = False,
    orders: Annotated[int | None, typer.Option(min=1, help="Generated orders.")] = None,
    products: Annotated[int | None, typer.Option(min=1, help="Generated products.")] = None,
    data: Annotated[
        Path | None, typer.Option(help="Keeps the generated marketplace for the next time.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Fail above the limits.")] = False,
) -> None:
    """Measure handovers and actions, and print the figures."""
    logs.keep_private_values_out()
    logging.getLogger("livekit").setLevel(logging.CRITICAL)
    logging.getLogger("conversations").setLevel(logging.CRITICAL)
    size = FULL if full else SHORT
    size = replace(size, orders=orders or size.orders, products=products or size.products)
    with tempfile.TemporaryDirectory() as folder:
        kept = data or Path(folder) / "generated"
        began = time.monotonic()
        asyncio.run(houses.generated(kept, size))
        made = {
            "orders": size.orders,
            "products": size.products,
            "megabytes": round((kept / "marketplace.db").stat().st_size / 1e6),
            "seconds": round(time.monotonic() - began, 1),
        }
        measured = asyncio.run(_measure(runs, kept))
    machine = _machine()
    console = Console()
    console.print(f"{machine['cpu']}, {machine['cores']} cores, Python {machine['python']}")
    console.print(
        f"{size.orders:,} orders and {size.products:,} products generated,"
        f" {made['megabytes']:,} MB, ready in {made['seconds']} s"
    )
    for way, figures in measured.items():
        console.print(_table(way, figures))
    report = {
        "at": datetime.now(UTC).isoformat(),
        "machine": machine,
        "runs": runs,
        "generated": made,
    }
    report |= {way: _summary(figures) for way, figures in measured.items()}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, indent=2) + "\n")
    if not all(_told(console, way, figures) for way, figures in measured.items()) and check:
        raise typer.Exit(1)


async def _measure(runs: int, kept: Path) -> dict[str, Figures]:
    measured: dict[str, Figures] = {}
    understanding = wiring.understanding(wiring.settings_or_stop())
    for way, opened in (("in process", wiring.in_process), ("over HTTP", houses.over_http)):
        with tempfile.TemporaryDirectory() as folder:
            settings = houses.settings_in(Path(folder))
            houses.copy_of(kept, settings)
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
    handoff = percentiles(figures.handoffs)[1]
    problems = [f"{name}, {count} times" for name, count in figures.refused.items()]
    known = set(wiring.roster(wiring.settings_or_stop()).actions)
    problems += [f"{name} was not measured" for name in sorted(known - set(figures.actions))]
    if handoff >= HANDOFF_P95:
        problems.append(f"handoff p95 {handoff:.1f} ms, allowed are {HANDOFF_P95:.0f}")
    for name, took in figures.actions.items():
        if name not in MEASURED_ELSEWHERE and percentiles(took)[1] >= ACTION_P95:
            problems.append(
                f"{name} p95 {percentiles(took)[1]:.1f} ms, allowed are {ACTION_P95:.0f}"
            )
    for problem in problems:
        console.print(f"[red]{way}:[/] {problem}")
    return not problems


if __name__ == "__main__":
    typer.run(main)
