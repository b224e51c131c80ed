"""Everything that `make run` starts, on ports and data of its own, with the providers given."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from config import ROOT
from deploy.lifeline import tied
from deploy.ports import pick_free

READY_WITHIN = 180.0
STOPPED_WITHIN = 40.0
_READY = b"Ready"


@asynccontextmanager
async def running(folder: Path, environment: Mapping[str, str]) -> AsyncIterator[str]:
    """The product as a whole; yields the address of its HTTP side.

    Args:
        folder: for its data and logs.
        environment: settings of it. No key of this machine's own is seen.

    Raises:
        RuntimeError: it did not start; with what it wrote.
    """
    port = pick_free("127.0.0.1")
    own = {
        "DATA_DIR": str(folder),
        "LOG_DIR": str(folder / "logs"),
        "PORT": str(port),
        "WORKER_PORT": str(pick_free("127.0.0.1")),
        "LIVEKIT_URL": f"ws://127.0.0.1:{pick_free('', in_a_row=3)}",
        "AGENT_NAME": f"bench-{uuid4().hex[:8]}",
    }
    kept = {name: value for name, value in os.environ.items() if not _a_key(name)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "deploy.run"),
        cwd=ROOT,
        env={**kept, **own, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    written = b""
    with tied(process.pid):
        try:
            async with asyncio.timeout(READY_WITHIN):
                while _READY not in written:
                    piece = await process.stdout.read(4096)
                    if not piece:
                        raise RuntimeError(written.decode(errors="replace"))
                    written += piece
            draining = asyncio.create_task(process.stdout.read())
            yield f"http://127.0.0.1:{port}"
            draining.cancel()
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
                async with asyncio.timeout(STOPPED_WITHIN):
                    await process.wait()


def _a_key(name: str) -> bool:
    return name.endswith("_API_KEY") or name.startswith("LIVEKIT_API")
