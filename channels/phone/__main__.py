"""`python -m channels.phone`: connects our numbers, and calls customers."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import aiohttp
import typer
from livekit import api

import wiring
from channels.phone.lines import Lines, PhoneNotSetError, connect, lines
from channels.phone.registering import Registered, as_json, register
from config import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def phone() -> None:
    """The telephone of the marketplace."""


@app.command()
def setup(
    shown: Annotated[
        bool, typer.Option("--print", help="Print the entries as JSON instead of making them.")
    ] = False,
) -> None:
    """Tell the LiveKit server of our numbers: trunks, and who answers. Twice changes nothing."""
    settings = wiring.settings_or_stop()
    wanted = _lines(settings)
    if shown:
        for command, text in as_json(wanted):
            typer.echo(f"# {command} -", err=True)
            typer.echo(text)
        return
    for entry in asyncio.run(_register(settings, wanted)):
        typer.echo(f"{entry.what} {entry.id} {entry.outcome}")
    if wanted.outbound is None:
        typer.echo("No calls go out: SIP_TRUNK_ADDRESS is not set.", err=True)


def _lines(settings: Settings) -> Lines:
    try:
        return lines(settings)
    except PhoneNotSetError as error:
        wiring.stop(str(error))


async def _register(settings: Settings, wanted: Lines) -> list[Registered]:
    try:
        async with connect(settings) as livekit:
            return await register(livekit, wanted)
    except api.TwirpError as error:
        wiring.stop(f"The LiveKit server refused: {error.message}.", 1)
    except (aiohttp.ClientError, OSError, TimeoutError):
        wiring.stop(f"No LiveKit server answers at {settings.livekit_url}.", 1)


if __name__ == "__main__":
    sys.exit(app())
