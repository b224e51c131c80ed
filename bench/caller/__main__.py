"""`python -m bench.caller`: one simulated call, a report as JSON, exit 0 for a goal reached."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bench.caller.call import run

GOAL = (
    "authenticate as customer CUST-1001, ask where ORD-12345 is, "
    "then return the graphics card of ORD-1001"
)


def main(
    goal: Annotated[str, typer.Option(help="What the caller wants, in plain English.")] = GOAL,
    url: Annotated[str, typer.Option(help="The HTTP side.")] = "http://127.0.0.1:3001",
    timeout: Annotated[float, typer.Option(help="Seconds for the whole call.")] = 300.0,
    speaker: Annotated[str, typer.Option(help="The caller's espeak-ng voice.")] = "",
    muted: Annotated[bool, typer.Option(help="Hear nothing: the goal cannot be reached.")] = False,
) -> None:
    """Call once, follow the goal, and say what came of it."""
    try:
        report = asyncio.run(run(goal, url=url, timeout=timeout, speaker=speaker, muted=muted))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(report.as_json())
    raise typer.Exit(0 if report.reached else 1)


if __name__ == "__main__":
    typer.run(main)
