"""`python -m marketplace`: serve it alone, or print what a company implements to bring its own."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer
import uvicorn

from config import SettingsError, load_settings
from marketplace.app import create_app
from marketplace.market import Marketplace
from marketplace.rules.payouts import close_week

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 3002,
) -> None:
    """Serve the marketplace by itself; the key is MARKETPLACE_KEY or the one in data/."""
    app = create_app(load_settings())
    uvicorn.run(app, host=host, port=port, access_log=False)


@cli.command()
def payouts() -> None:
    """Pay sellers what is due today, and make payouts of what was delivered. Run it every day."""
    made = asyncio.run(_close_week())
    typer.echo(f"{made} payouts made.")


async def _close_week() -> int:
    market = Marketplace.from_settings(load_settings())
    try:
        await market.prepare()
        async with market.writing() as work:
            return await close_week(work)
    finally:
        await market.close()


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    typer.echo(json.dumps(create_app(load_settings()).openapi(), indent=2))


if __name__ == "__main__":
    try:
        cli()
    except SettingsError as error:
        raise SystemExit(str(error)) from None
