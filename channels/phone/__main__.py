"""`python -m channels.phone`: connects our numbers, and calls customers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Final, Literal, TypeVar

import aiohttp
import typer
from livekit import api

import wiring
from channels.livekit_server import connect
from channels.phone.lines import Lines, PhoneNotSetError, lines, outbound_name
from channels.phone.outgoing import Outcome, Outgoing, dial
from channels.phone.registering import Registered, as_json, outbound_trunk, register
from config import Settings
from domain.errors import Refusal, Unavailable
from domain.facts import CallbackCame
from services import Services
from spoken.phones import phone_number
from tools.private import mask_free

Told = TypeVar("Told")
Called = Outcome | Literal["asked not to be called"]
CALL_BACK = "your call-back request"
NOT_ALLOWED: Final = "asked not to be called"
REACHED = ("person", "answered")
ANSWERED = (*REACHED, "voicemail")

app = typer.Typer(no_args_is_help=True, add_completion=False)
do_not_call = typer.Typer(no_args_is_help=True, help="Whom not to call.")
app.add_typer(do_not_call, name="do-not-call")


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


@app.command()
def call(
    number: Annotated[str | None, typer.Argument(help="Whom to call, any spelling.")] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why, as said to whoever answers: 'your return'.")
    ] = None,
    callback: Annotated[
        str | None, typer.Option(help="Keep this promise to call back, such as CB-123456.")
    ] = None,
) -> None:
    """Call a customer. Exit code 0 where somebody or something answered, 1 where nobody did.

    Whoever asked not to be called is not: exit code 3.
    """
    settings = wiring.settings_or_stop()
    outgoing = Outgoing(reason=_harmless(reason or CALL_BACK), voicemail=settings.voicemail)
    if callback is not None and number is None:
        outcome = asyncio.run(_call_back(settings, callback, outgoing))
    elif callback is None and number is not None and reason is not None:
        outcome = asyncio.run(_call(settings, _number(number), outgoing))
    else:
        wiring.stop("Name a number and a --reason, or a --callback.")
    typer.echo(outcome)
    raise typer.Exit(0 if outcome in ANSWERED else 3 if outcome == NOT_ALLOWED else 1)


@app.command()
def callbacks() -> None:
    """Calls back that were promised and are still to be made, the earliest first."""
    for one in asyncio.run(_ask(lambda services: services.callbacks.waiting())):
        due = "due" if one.call_at <= datetime.now(UTC) else "not yet"
        typer.echo(f"{one.callback_id} {one.call_at:%Y-%m-%dT%H:%MZ} {due}, tried {one.tries}")


@do_not_call.command("add")
def add(number: str) -> None:
    """Never call this number again."""
    asyncio.run(_ask(lambda services: services.do_not_call.add(_number(number))))


@do_not_call.command("remove")
def remove(number: str) -> None:
    """Call this number again, since its owner asked for it."""
    asyncio.run(_ask(lambda services: services.do_not_call.remove(_number(number))))


@do_not_call.command("list")
def list_() -> None:
    """Who asked not to be called, and since when."""
    for entry in asyncio.run(_ask(lambda services: services.do_not_call.entries())):
        typer.echo(f"{entry.number} {entry.since:%Y-%m-%d}")


async def _call(settings: Settings, number: str, outgoing: Outgoing) -> Called:
    async with _services(settings) as services:
        allowed = await services.do_not_call.allowed(number)
    return await _dialled(settings, number, outgoing) if allowed else NOT_ALLOWED


async def _call_back(settings: Settings, callback_id: str, outgoing: Outgoing) -> Called:
    """Keeps a promise: the number is the marketplace's, which learns what became of the call."""
    async with _services(settings) as services:
        promised = await services.callbacks.to_dial(callback_id)
    called: Called = NOT_ALLOWED
    if promised.allowed:
        called = await _dialled(settings, promised.phone_number, outgoing)
    async with _services(settings) as services:
        await services.callbacks.tried(callback_id, _came(called))
    return called


def _came(called: Called) -> CallbackCame:
    if called == NOT_ALLOWED:
        return "not_allowed"
    return "reached" if called in REACHED else "missed"


async def _dialled(settings: Settings, number: str, outgoing: Outgoing) -> Outcome:
    async with _server(settings) as livekit:
        trunk = await outbound_trunk(livekit, outbound_name(settings))
        if trunk is None:
            wiring.stop(
                "There is no outbound trunk: set SIP_TRUNK_ADDRESS and run "
                "`python -m channels.phone setup`."
            )
        return await dial(
            livekit,
            number,
            outgoing,
            agent_name=settings.agent_name,
            trunk=trunk,
            ringing=settings.ringing_timeout,
        )


async def _ask(ask: Callable[[Services], Awaitable[Told]]) -> Told:
    async with _services(wiring.settings_or_stop()) as services:
        return await ask(services)


@asynccontextmanager
async def _services(settings: Settings) -> AsyncIterator[Services]:
    try:
        async with wiring.services_over_http(settings) as services:
            yield services
    except Refusal as refused:
        wiring.stop(refused.say, 1)
    except Unavailable:
        wiring.stop(
            f"No marketplace answers at {wiring.marketplace_url(settings)}: start it with "
            "`make run`.",
            1,
        )


@asynccontextmanager
async def _server(settings: Settings) -> AsyncIterator[api.LiveKitAPI]:
    try:
        async with connect(settings) as livekit:
            yield livekit
    except api.TwirpError as error:
        wiring.stop(f"The LiveKit server refused: {error.message}.", 1)
    except (aiohttp.ClientError, OSError, TimeoutError):
        wiring.stop(f"No LiveKit server answers at {settings.livekit_url}.", 1)


def _number(written: str) -> str:
    number = phone_number(written)
    if number is None:
        wiring.stop(f"{written!r} is not a telephone number.")
    return number


def _harmless(reason: str) -> str:
    """A reason that anyone who answers may hear."""
    said = " ".join(reason.split()).rstrip(".")
    if not said or mask_free(said, datetime.now(UTC).date()) != said:
        wiring.stop("--reason is said to whoever answers: leave numbers, dates and names out.")
    return said


def _lines(settings: Settings) -> Lines:
    try:
        return lines(settings)
    except PhoneNotSetError as error:
        wiring.stop(str(error))


async def _register(settings: Settings, wanted: Lines) -> list[Registered]:
    async with _server(settings) as livekit:
        return await register(livekit, wanted)


if __name__ == "__main__":
    sys.exit(app())
