"""A service says by itself that it is ready, by systemd's protocol: sd_notify(3).

Some are not ready when their port answers: a worker is once the LiveKit server has registered it.
The same message reaches systemd, where a unit of `Type=notify` starts the service.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Final

VARIABLE: Final = "NOTIFY_SOCKET"
_READY: Final = "READY=1"
_STATUS: Final = "STATUS="
_LONGEST = 4_096


def say_ready(status: str) -> None:
    """Tells whoever started this process that it is ready; nobody may want to know.

    Args:
        status: one line about what it does now.
    """
    address = os.environ.get(VARIABLE)
    if not address:
        return
    if address.startswith("@"):  # Linux's abstract names, which systemd may use
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
        sending.sendto(f"{_READY}\n{_STATUS}{status}".encode(), address)


class Notices:
    """Where one service says that it is ready, until it is closed."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="notices-"))
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.setblocking(False)

    def close(self) -> None:
        """Nothing is awaited any more."""
        self._socket.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """What the service is told as `NOTIFY_SOCKET`."""
        return str(self._folder / "ready")

    async def ready(self) -> str:
        """Waits for it, and returns the status that came with it; it may be empty."""
        loop = asyncio.get_running_loop()
        while True:
            lines = (await loop.sock_recv(self._socket, _LONGEST)).decode().splitlines()
            if _READY in lines:
                said = (line for line in lines if line.startswith(_STATUS))
                return next(said, "").removeprefix(_STATUS)
