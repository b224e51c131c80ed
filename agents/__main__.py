"""`python -m agents`: who there is; `python -m agents route`: who a sentence would be sent to."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated

import typer
from livekit.agents import APIError
from rich.console import Console
from rich.table import Table

import wiring
from agents.base import Specialist
from agents.roster import Roster

app = typer.Typer(add_completion=False)
AsJson = Annotated[bool, typer.Option("--json", help="For a program to read.")]


@app.callback(invoke_without_command=True)
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """The agents: what each is for, whether it needs authentication, and its tools."""
    if context.invoked_subcommand is not None:
        return
    roster = wiring.roster(wiring.settings_or_stop())
    if as_json:
        listed = [_described(agent, roster) for agent in roster.types]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    table = Table("Agent", "For", "Needs authentication", "Tools", show_lines=True)
    for agent in roster.types:
        own = "\n".join(action.name for action in agent.actions)
        table.add_row(agent.name, agent.handles, "yes" if agent.needs_auth else "no", own)
    Console().print(table)
    everybody = ", ".join(action.name for action in roster.shared)
    Console().print(f"Every agent also has: {everybody}.", soft_wrap=True)


@app.command()
def route(as_json: AsJson = False) -> None:
    """Reads sentences, one a line, and prints the agent that each would be sent to, or none.

    As for a caller who is already identified; none where it is unclear or nobody's.
    """
    asyncio.run(_route(as_json=as_json))


async def _route(*, as_json: bool) -> None:
    routed = wiring.router(wiring.settings_or_stop())
    for line in sys.stdin:
        sentence = line.rstrip("\r\n")
        try:
            agent = await routed(sentence) or "none"
        except APIError as error:
            wiring.stop(f"The language model could not be asked: {error.message}", code=1)
        found = {"sentence": sentence, "agent": agent}
        typer.echo(json.dumps(found, ensure_ascii=False) if as_json else f"{agent}\t{sentence}")


def _described(agent: type[Specialist], roster: Roster) -> dict[str, object]:
    return {
        "name": agent.name,
        "handles": agent.handles,
        "needs_auth": agent.needs_auth,
        "tools": [action.name for action in (*agent.actions, *roster.shared)],
    }


if __name__ == "__main__":
    app()
