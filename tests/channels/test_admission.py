"""A worker takes as many calls as it carries, however they arrive."""

from __future__ import annotations

import asyncio
from inspect import getsource
from types import SimpleNamespace
from typing import Any

import pytest
from livekit.agents import AgentServer
from livekit.agents.ipc.proc_pool import ProcPool

from channels.voice.admission import NEVER_FULL, Admission, AskedServer
from channels.voice.capacity import LEAST, Cost, capacity

ASKED_BELOW = 0.7
"""A LiveKit server's `target_load`."""


class Worker:
    """Its job processes, which take a moment to start."""

    def __init__(self, calls: int) -> None:
        self.active_jobs: list[Any] = []
        self.started = asyncio.Event()
        self.said: list[str] = []
        self.ready = calls
        self.admission = Admission(calls, self, self._say)

    def keep_ready(self, processes: int) -> None:
        self.ready = processes

    async def _say(self, request: Any) -> None:
        self.said.append(request.id)


class Request:
    def __init__(self, worker: Worker, number: int) -> None:
        self.id = f"AJ_{number}"
        self._worker = worker
        self.outcome = ""

    async def accept(self) -> None:
        await self._worker.started.wait()
        self._worker.active_jobs.append(SimpleNamespace(job=self))
        self.outcome = "accepted"

    async def reject(self, *, terminate: bool) -> None:
        assert not terminate  # another worker may take it
        self.outcome = "rejected"


async def outcomes(worker: Worker, count: int) -> list[str]:
    requests = [Request(worker, len(worker.active_jobs) + number) for number in range(count)]
    asked = [
        asyncio.create_task(worker.admission.consider(request))  # type: ignore[arg-type]
        for request in requests
    ]
    await asyncio.sleep(0)
    worker.started.set()
    await asyncio.gather(*asked)
    return sorted(request.outcome for request in requests)


@pytest.mark.parametrize(("calls", "arriving"), [(1, 3), (2, 4), (5, 10), (8, 8)])
async def test_of_those_who_arrive_in_one_moment_as_many_as_there_are_lines_are_taken(
    calls: int, arriving: int
) -> None:
    worker = Worker(calls)
    rejected = ["rejected"] * (arriving - calls)
    assert await outcomes(worker, arriving) == ["accepted"] * calls + rejected
    assert worker.ready == 0
    assert worker.said == [info.job.id for info in worker.active_jobs]
    assert worker.admission.load() < NEVER_FULL < ASKED_BELOW


async def test_a_line_that_is_free_again_serves_the_next() -> None:
    worker = Worker(2)
    assert await outcomes(worker, 3) == ["accepted", "accepted", "rejected"]
    worker.active_jobs.pop()
    assert await outcomes(worker, 2) == ["accepted", "rejected"]


async def test_a_call_that_could_not_be_started_leaves_its_line() -> None:
    worker = Worker(1)

    class Broken(Request):
        async def accept(self) -> None:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await worker.admission.consider(Broken(worker, 1))  # type: ignore[arg-type]
    assert await outcomes(worker, 1) == ["accepted"]


def test_what_it_replaces_of_livekit_agents_is_there() -> None:
    assert AskedServer._get_effective_load is not AgentServer._get_effective_load
    assert callable(ProcPool.set_target_idle_processes)
    assert "self._proc_pool = " in getsource(AgentServer.run)


def test_what_a_machine_carries_follows_from_its_cores_and_the_cost_of_a_call() -> None:
    cheap, dear = Cost(0.1, "measured"), Cost(0.4, "measured")
    few, more, most = capacity(2, dear, setting=None), capacity(2, cheap, setting=None), None
    most = capacity(16, cheap, setting=None)
    assert LEAST <= few.calls < more.calls < most.calls
    assert "2 cores" in more.why
    assert "measured" in more.why


def test_the_setting_wins() -> None:
    takes = capacity(64, Cost(0.1, "measured"), setting=1)
    assert str(takes) == "takes one call at a time: MAX_CALLS"
    assert capacity(1, Cost(0.1, "measured"), setting=7).calls == 7
