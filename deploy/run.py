"""`make run`: builds what is missing, starts everything on this machine, and stops it again.

Exit codes: 0 stopped by request, 1 a service ended or was not ready in time, 2 nothing was started.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import httpx
from rich.console import Console

from config import ROOT, Settings, SettingsError, load_settings
from deploy.build import build_page, livekit_program
from deploy.errors import BuildError, CannotStartError, ServiceFailedError
from deploy.phone import Telephone, find_telephone
from deploy.plan import Plan, is_local, livekit_health, make_plan
from deploy.ports import require_free
from deploy.screen import Screen
from deploy.supervisor import Supervisor


def main() -> int:
    """Runs it all until Ctrl-C or SIGTERM, and returns the exit code."""
    console = Console()
    try:
        plan = _prepare(load_settings(), ROOT, console)
    except (SettingsError, CannotStartError) as error:
        console.print(str(error), style="bold red", highlight=False, soft_wrap=True, markup=False)
        return 2
    except KeyboardInterrupt:
        return 2
    return asyncio.run(_supervise(plan, ROOT, console))


def _prepare(settings: Settings, root: Path, console: Console) -> Plan:
    settings.secrets()  # a missing one is better said before minutes of building than after
    elsewhere = not is_local(settings.livekit_url) or _runs_already(settings)
    build_page(root, console)
    program = None if elsewhere else livekit_program(root, console)
    plan = make_plan(
        settings,
        root,
        program,
        takes_calls=elsewhere or program is not None,
        telephone=None if program is None else _telephone(settings, root),
    )
    require_free(plan.ports)
    return plan


def _telephone(settings: Settings, root: Path) -> Telephone | str:
    """What a telephone needs here, or what of it is missing: the rest runs without it."""
    try:
        return find_telephone(settings, root)
    except BuildError as error:
        return str(error)


def _runs_already(settings: Settings) -> bool:
    """Whether somebody started a LiveKit server here, and gave us its secret."""
    if settings.livekit_api_secret is None:
        return False
    try:
        answer = httpx.get(livekit_health(settings.livekit_url), timeout=2.0, trust_env=False)
    except httpx.TransportError:
        return False
    return answer.is_success


async def _supervise(plan: Plan, root: Path, console: Console) -> int:
    screen = Screen(console, plan)
    supervisor = Supervisor(plan.services, root, screen)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, supervisor.stop)
    try:
        await supervisor.run()
    except ServiceFailedError as error:
        screen.failed(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
