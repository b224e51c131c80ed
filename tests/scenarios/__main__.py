"""`python -m tests.scenarios`, or `make scenarios`: holds the conversations of the files here."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import logs
import wiring
from tests.house import prepare
from tests.scenarios.running.models import Models
from tests.scenarios.running.reading import Case, Unreadable, files, read
from tests.scenarios.running.report import Outcome, show
from tests.scenarios.running.rounds import Rounds

REPEAT_CLOUD = 3
"""How often a model that is not deterministic is tried, unless it is said otherwise."""


def main(
    chosen: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Files of scenarios; all unless named."),
    ] = None,
    agent: Annotated[str, typer.Option(help="Only the scenarios for this agent.")] = "",
    only: Annotated[str, typer.Option(help="Only those with this in their title.")] = "",
    repeat: Annotated[int, typer.Option(min=0, help="Times each; 0: as the model needs.")] = 0,
    enough: Annotated[float, typer.Option(min=0, max=1, help="Share of runs to pass.")] = 1.0,
    at_once: Annotated[int, typer.Option(min=1, help="Conversations side by side.")] = 4,
) -> None:
    """Hold the conversations against the configured model, and say what went wrong."""
    logs.keep_private_values_out()
    logging.disable(logging.CRITICAL)  # what goes wrong is told by the report
    settings = wiring.settings_or_stop()
    roster = wiring.roster(settings)
    try:
        cases = _wanted(read(chosen or files(), roster), agent, only)
    except (Unreadable, OSError) as error:
        wiring.stop(str(error))
    models = Models(settings, wiring.understanding(settings))
    times = repeat or (1 if models.embedded else REPEAT_CLOUD)
    outcomes = asyncio.run(_held(cases, Rounds(roster, models, at_once), times))
    show(Console(), outcomes, models.described, enough)
    raise typer.Exit(0 if all(outcome.rate >= enough for outcome in outcomes) else 1)


def _wanted(cases: list[Case], agent: str, only: str) -> list[Case]:
    wanted = [
        case
        for case in cases
        if agent in ("", case.agent) and only.casefold() in case.scenario.title.casefold()
    ]
    if not wanted:
        raise Unreadable("no scenario is like that")
    return wanted


async def _held(cases: list[Case], rounds: Rounds, times: int) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        template = await prepare(Path(folder))
        return await rounds.hold(cases, template, times)


if __name__ == "__main__":
    typer.run(main)
