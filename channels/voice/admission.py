"""How many calls a worker takes, exactly: also where several arrive in one moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog
from livekit.agents import AgentServer, JobRequest
from livekit.agents.job import RunningJobInfo

log = structlog.get_logger(__name__)

_MOST = 0.6
"""The load of a worker with all lines taken. A LiveKit server asks nobody above its own
`target_load`, 0.7, and each call makes up the same part of it."""
NEVER_FULL = 0.61
"""The load at which a worker would report to be full, and stay so for seconds after a line is free;
so it is asked about every call, and says no by itself."""


class Lines(Protocol):
    """What a worker has of jobs; `AskedServer` is one."""

    @property
    def active_jobs(self) -> Sequence[RunningJobInfo]:
        """The jobs that have a process."""
        ...

    def keep_ready(self, processes: int) -> None:
        """Has so many processes made ready for more jobs, and no more."""
        ...


class AskedServer(AgentServer):
    """A worker that is asked about every call, and leaves the answer to `Admission`.

    Two inner parts of livekit-agents are used; a test says when they have gone.
    """

    # Its guess of what calls that are just arriving add to the load turns down the second of two
    # that come in one moment.
    def _get_effective_load(self) -> float:
        return self._worker_load

    def keep_ready(self, processes: int) -> None:
        """Has so many processes made ready for more jobs, and no more.

        Left to itself it makes up for every one that a call takes, while the calls are welcomed.
        """
        self._proc_pool.set_target_idle_processes(processes)


class Admission:
    """Takes calls up to a limit, and leaves the others to another worker or a polite refusal.

    Args:
        calls: the limit.
        lines: the worker's.
        say: tells those who look after waiting callers that one is taken.
    """

    def __init__(
        self, calls: int, lines: Lines, say: Callable[[JobRequest], Awaitable[None]]
    ) -> None:
        self._calls = calls
        self._lines = lines
        self._say = say
        self._arriving: set[str] = set()

    async def consider(self, request: JobRequest) -> None:
        """Takes a call, or turns it down for this worker alone."""
        taken = self._arriving | {info.job.id for info in self._lines.active_jobs}
        if len(taken) >= self._calls:
            log.info("call_turned_down", calls=len(taken))
            await request.reject(terminate=False)
            return
        self._arriving.add(request.id)
        self._lines.keep_ready(self._calls - len(taken) - 1)
        try:
            await asyncio.gather(self._say(request), request.accept())
        finally:
            self._arriving.discard(request.id)

    def load(self) -> float:
        """What a LiveKit server spreads calls by."""
        return _MOST * min(len(self._lines.active_jobs) / self._calls, 1.0)
