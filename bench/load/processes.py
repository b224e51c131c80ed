"""What the processes of a running product use, and the callers beside them; read from /proc."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CALLS, LIVEKIT, HTTP, WORKER, CALLERS = (
    "calls",
    "LiveKit server",
    "HTTP side",
    "worker",
    "callers and their providers",
)
_OF_COMMAND = {
    "livekit-server": LIVEKIT,
    "server.py": HTTP,
    "agent.py": WORKER,
    "forkserver": CALLS,
    "deploy.run": WORKER,
}
_TICK = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True)
class Used:
    """Processor time up to a moment, in seconds over all cores, by kind of process."""

    at: float
    seconds: dict[str, float]

    def since(self, before: Used) -> dict[str, float]:
        """Seconds that each kind took in between."""
        return {
            kind: max(0.0, seconds - before.seconds.get(kind, 0.0))
            for kind, seconds in self.seconds.items()
        }


def used() -> Used:
    """What this process and all that it started have used so far."""
    seconds: dict[str, float] = defaultdict(float)
    for process in _family(os.getpid(), _children()):
        with suppress(OSError):  # it has ended
            seconds[_kind(process)] += _seconds(process)
    return Used(time.monotonic(), dict(seconds))


def _children() -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                children[int(_stat(int(folder.name))[1])].append(int(folder.name))
    return children


def _family(process: int, children: dict[int, list[int]]) -> Iterator[int]:
    yield process
    for child in children[process]:
        yield from _family(child, children)


def _seconds(process: int) -> float:
    user, system = _stat(process)[11:13]
    return (int(user) + int(system)) / _TICK


def _stat(process: int) -> list[str]:
    """The fields behind the name of the command, which may hold spaces: proc_pid_stat(5)."""
    return (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()


def _kind(process: int) -> str:
    if process == os.getpid():
        return CALLERS
    command = (_PROC / str(process) / "cmdline").read_text()
    return next((kind for part, kind in _OF_COMMAND.items() if part in command), CALLERS)
