"""The last resort: stops processes when whoever started them was killed and could not.

A process of its own (`python -m deploy.lifeline`) that reads its starter's pipe. Each line is
a process group to watch over, or one to forget when it has a minus sign. When the pipe closes,
whatever the reason, the leaders of those still known are asked to stop, and once they have, or
after a grace period, the groups are killed.
Unlike a parent-death signal this reaches whole groups, and works beyond Linux.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

GRACE = 10.0
_POLL = 0.05


class Lifeline:
    """The starter's end of the pipe. A context manager: whom nobody forgot ends with the block."""

    def __init__(self, grace: float = GRACE) -> None:
        """`grace`: seconds between the request to stop and the kill."""
        self._grace = grace

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        with os.fdopen(reading) as stdin:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "deploy.lifeline", str(self._grace)],
                stdin=stdin,
                start_new_session=True,  # a Ctrl-C at the terminal is for the starter alone
            )
        self._pipe = os.fdopen(writing, "w")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe.close()
        self._process.wait()

    def watch(self, group: int) -> None:
        """Stops this process group when this process is gone."""
        self._write(group)

    def forget(self, group: int) -> None:
        """The group has ended: its number may soon be another's."""
        self._write(-group)

    def _write(self, number: int) -> None:
        with contextlib.suppress(BrokenPipeError):  # without its lifeline a run is as good
            print(number, file=self._pipe, flush=True)


@contextmanager
def tied(group: int) -> Iterator[None]:
    """Stops this process group when this process is gone, or the block fails."""
    with Lifeline() as lifeline:
        lifeline.watch(group)
        yield
        lifeline.forget(group)


def kill_group(group: int) -> None:
    """Ends every process of a group at once; nothing happens when none is left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _main(grace: float) -> None:
    groups: set[int] = set()
    for line in sys.stdin:
        number = int(line)
        if number > 0:
            groups.add(number)
        else:
            groups.discard(-number)
    for leader in groups:
        _signal(leader, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while any(_signal(leader, 0) for leader in groups) and time.monotonic() < deadline:
        time.sleep(_POLL)
    for group in groups:
        kill_group(group)


def _signal(process: int, number: int) -> bool:
    """False: there is no such process."""
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    _main(float(sys.argv[1]))
