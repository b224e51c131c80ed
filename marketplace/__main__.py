"""`python -m marketplace`: serve it alone, move data in and out, print what it offers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from config import SettingsError, load_settings
from marketplace.app import create_app
from marketplace.generate import AlreadyGenerated, Amounts, TooManyCustomers
from marketplace.generate import generate as make
from marketplace.market import Marketplace
from marketplace.rules.payouts import close_week
from marketplace.transfer import ImportFailed, export_to, import_from

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
    async with _opened() as market, market.writing() as work:
        return await close_week(work)


@cli.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Where they are.")],
) -> None:
    """Load a company's own data from CSV or JSON lines; all of it, or nothing (FORMATS.md)."""
    try:
        counts = asyncio.run(_import(folder))
    except ImportFailed as failed:
        for problem in failed.problems:
            typer.echo(problem, err=True)
        typer.echo(f"{len(failed.problems)} problems, nothing was loaded.", err=True)
        raise typer.Exit(1) from None
    typer.echo(_table(counts))


@cli.command()
def export(folder: Annotated[Path, typer.Argument(file_okay=False, help="Where to.")]) -> None:
    """Write everything into CSV files. They hold private values in clear: keep them safe."""
    typer.echo(_table(asyncio.run(_export(folder))))


@cli.command()
def generate(
    customers: Annotated[int, typer.Option(min=0, help="How many to make.")] = 500,
    products: Annotated[int, typer.Option(min=0)] = 600,
    orders: Annotated[int, typer.Option(min=0)] = 1_000,
    seed: Annotated[int, typer.Option(help="The same one makes the same data.")] = 1,
    more: Annotated[bool, typer.Option("--more", help="Go on after earlier ones.")] = False,
) -> None:
    """Make any amount of believable data for measuring."""
    try:
        asyncio.run(_generate(Amounts(customers, products, orders), seed, more=more))
    except AlreadyGenerated:
        typer.echo("There is generated data already; add --more to make more.", err=True)
        raise typer.Exit(1) from None
    except (ValueError, TooManyCustomers) as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None


async def _generate(amounts: Amounts, seed: int, *, more: bool) -> None:
    async with _opened() as market:
        await make(market, amounts, seed, more=more, tell=typer.echo)


async def _import(folder: Path) -> dict[str, int]:
    async with _opened(sample_data=False) as market:
        return await import_from(market, folder)


async def _export(folder: Path) -> dict[str, int]:
    async with _opened() as market:
        return await export_to(market, folder)


@asynccontextmanager
async def _opened(*, sample_data: bool = True) -> AsyncIterator[Marketplace]:
    market = Marketplace.from_settings(load_settings())
    try:
        await market.prepare(sample_data=sample_data)
        yield market
    finally:
        await market.close()


def _table(counts: dict[str, int]) -> str:
    return "\n".join(f"{count:>9,} {name}" for name, count in counts.items() if count)


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    typer.echo(json.dumps(create_app(load_settings()).openapi(), indent=2))


if __name__ == "__main__":
    try:
        cli()
    except SettingsError as error:
        raise SystemExit(str(error)) from None
