"""`make build`, `make phone`: what is built on this machine, where its tools allow it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.console import Console

from config import ROOT
from deploy.errors import BuildError
from deploy.livekit_server import LiveKitProgram
from deploy.page import Page
from deploy.phone import NO_REDIS, SipProgram


def build_page(root: Path, console: Console) -> bool:
    """Builds the web page unless it is up to date. False, and a notice: it could not be."""
    page = Page(root)
    if not page.exists or page.built:
        return True
    try:
        with console.status("building the web page"):
            page.build()
    except BuildError as error:
        return _notice(console, error)
    return True


def livekit_program(root: Path, console: Console) -> Path | None:
    """The LiveKit server's program, built if need be. None, and a notice: it could not be."""
    program = LiveKitProgram(root)
    if found := program.find():
        return found
    try:
        with console.status("building the LiveKit server: one to two minutes, once"):
            return program.build()
    except BuildError as error:
        _notice(console, error)
        return None


def sip_program(root: Path, console: Console) -> Path | None:
    """livekit-sip's program, built if need be. None, and a notice: it could not be."""
    program = SipProgram(root)
    if found := program.find():
        return found
    try:
        with console.status("building the telephone: one to two minutes, once"):
            return program.build()
    except BuildError as error:
        _notice(console, error)
        return None


def build_phone(root: Path, console: Console) -> bool:
    """Builds livekit-sip, and says what a telephone still needs. False: it could not be built."""
    if sip_program(root, console) is None:
        return False
    if shutil.which("redis-server") is None:
        console.print(NO_REDIS, style="yellow", highlight=False, soft_wrap=True)
    console.print("The telephone is built: `make run` starts it, and shows where to call.")
    return True


def _notice(console: Console, error: BuildError) -> bool:
    console.print(str(error), style="yellow", highlight=False, soft_wrap=True, markup=False)
    return False


def main(parts: list[str]) -> int:
    """Builds the page and the LiveKit server, or the `phone`; returns 1 if one could not be."""
    console = Console()
    if parts == ["phone"]:
        return 0 if build_phone(ROOT, console) else 1
    built = [build_page(ROOT, console), livekit_program(ROOT, console) is not None]
    return 0 if all(built) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
