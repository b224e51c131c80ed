"""A real Chromium, driven by the scripts of web/tests/browser."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from channels.web import page
from config import ROOT

WEB = ROOT / "web"


def what_is_missing() -> list[str]:
    """What a browser at the pages needs and does not find here, and how to get it."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    missing = {
        f"Chromium is not at {chromium} (apt-get install chromium, or set CHROMIUM)": not Path(
            chromium
        ).exists(),
        "Node is missing": shutil.which("node") is None,
        "the page is not built (make build)": not (page.DIST / "index.html").exists(),
        "playwright-core is missing (npm ci in web/)": not (
            WEB / "node_modules" / "playwright-core"
        ).exists(),
    }
    return [reason for reason, is_missing in missing.items() if is_missing]


async def play(script: str, *arguments: str) -> None:
    """Runs a script; fails with what it says."""
    node = await asyncio.create_subprocess_exec(
        "node",
        WEB / "tests" / "browser" / script,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await node.communicate()
    assert node.returncode == 0, said.decode()
