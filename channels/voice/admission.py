"""How many calls a worker takes, exactly: also where several arrive in one moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

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


class AskedServer(AgentServer):
    """A worker that is asked about every call, and leaves the answer to `Admission`."""

    # livekit-agents guesses what calls that are just arriving add to the load, and with its guess
    # turns down the second of two that come in one moment; a test says when this has gone.
    def _get_effective_load(self) -> float:
        return self._worker_load


class Admission:
    """Takes calls up to a limit, and leaves the others to another worker or a polite refusal.

    Args:
        calls: the limit.
        active: the jobs that have a process.
        say: tells those who look after waiting callers that one is taken.
    """

    def __init__(
        self,
        calls: int,
        active: Callable[[], Sequence[RunningJobInfo]],
        say: Callable[[JobRequest], Awaitable[None]],
    ) -> None:
        self._calls = calls
        self._say = say
        self._active = active
        self._arriving: set[str] = set()

    async def consider(self, request: JobRequest) -> None:
        """Takes a call, or turns it down for this worker alone."""
        taken = self._arriving | {info.job.id for info in self._active()}
        if len(taken) >= self._calls:
            log.info("call_turned_down", calls=len(taken))
            await request.reject(terminate=False)
            return
        self._arriving.add(request.id)
        try:
            await asyncio.gather(self._say(request), request.accept())
        finally:
            self._arriving.discard(request.id)

    def load(self) -> float:
        """What a LiveKit server spreads calls by."""
        return _MOST * min(len(self._active()) / self._calls, 1.0)
