"""Services start in order, are waited for, and leave no process behind, however a run ends."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.child import Service
from deploy.errors import ServiceFailedError
from deploy.ports import pick_free
from deploy.supervisor import Supervisor
from tests.deploy.traces import STAND_IN, Trace

ROOT = Path(__file__).parents[2]

TYING = """
import signal, subprocess, sys
from deploy.lifeline import tied
with tied(subprocess.Popen(sys.argv[1:], start_new_session=True).pid):
    print("tied", flush=True)
    signal.pause()
"""


class Witness:
    def __init__(self) -> None:
        self.events: list[str] = []
        self.everyone = asyncio.Event()

    def starting(self, service: Service) -> None:
        self.events.append(f"start {service.name}")

    def ready(self, service: Service, seconds: float, status: str) -> None:
        assert seconds >= 0
        self.events.append(f"ready {service.name} {status}".rstrip())

    def all_ready(self) -> None:
        self.everyone.set()

    def stopping(self) -> None:
        self.events.append("stop")


@pytest.fixture
def stand_in(tmp_path: Path, trace: Trace) -> Callable[..., Service]:
    def make(name: str, *habits: str, ready_within: float = 60, grace: float = 60) -> Service:
        port = pick_free("127.0.0.1")
        return Service(
            name,
            (sys.executable, "-S", STAND_IN, name, str(port), str(trace.path), *habits),
            health=f"http://127.0.0.1:{port}/",
            log=tmp_path / "logs" / f"{name}.log",
            environment=os.environ,
            ready_within=ready_within,
            grace=grace,
        )

    return make


@asynccontextmanager
async def running(*services: Service) -> AsyncIterator[tuple[Supervisor, asyncio.Task[None]]]:
    """A supervisor whose services are all ready."""
    witness = Witness()
    supervisor = Supervisor(services, ROOT, witness)
    run = asyncio.create_task(supervisor.run())
    everyone = asyncio.create_task(witness.everyone.wait())
    await asyncio.wait((run, everyone), return_when=asyncio.FIRST_COMPLETED)
    yield supervisor, run
    everyone.cancel()


async def test_each_is_ready_before_the_next_starts(stand_in: Callable[..., Service]) -> None:
    witness = Witness()
    supervisor = Supervisor([stand_in("a"), stand_in("b")], ROOT, witness)
    run = asyncio.create_task(supervisor.run())
    await witness.everyone.wait()
    supervisor.stop()
    await run
    assert witness.events == ["start a", "ready a", "start b", "ready b", "stop"]


async def test_stopping_goes_in_reverse_and_leaves_nothing(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    async with running(stand_in("a"), stand_in("b"), stand_in("c")) as (supervisor, run):
        supervisor.stop()
        await run
    assert trace.until_all_ended() == ["c", "b", "a"]


async def test_a_stop_while_starting_ends_what_has_started(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    class Impatient(Witness):
        def starting(self, service: Service) -> None:
            super().starting(service)
            if service.name == "never":
                supervisor.stop()

    witness = Impatient()
    supervisor = Supervisor([stand_in("a"), stand_in("never", "slow")], ROOT, witness)
    await supervisor.run()
    assert not witness.everyone.is_set()
    assert "a" in trace.until_all_ended()


async def test_what_a_service_started_ends_with_it(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    async with running(stand_in("a", "parent")) as (supervisor, run):
        supervisor.stop()
        await run
    assert trace.until_all_ended() == ["a"]


async def test_one_that_will_not_stop_is_killed_after_its_grace(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    async with running(stand_in("a"), stand_in("b", "deaf", grace=0.1)) as (supervisor, run):
        supervisor.stop()
        await run
    assert trace.until_all_ended() == ["a"]


async def test_a_second_stop_does_not_wait(stand_in: Callable[..., Service], trace: Trace) -> None:
    async with running(stand_in("a", "deaf", grace=3600)) as (supervisor, run):
        supervisor.stop()
        supervisor.stop()
        await run
    assert trace.until_all_ended() == []


async def test_one_that_dies_at_the_start_says_why(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    async with running(stand_in("a"), stand_in("b", "dies")) as (_, run):
        with pytest.raises(ServiceFailedError, match=r"b stopped \(exit code 1\)") as caught:
            await run
    assert caught.value.last_lines == ["b lacks a setting"]
    assert trace.until_all_ended() == ["a"]


async def test_one_that_dies_later_ends_the_run(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    mortal = stand_in("a")
    async with running(mortal, stand_in("b")) as (_, run):
        with suppress(OSError):
            await asyncio.to_thread(urllib.request.urlopen, f"{mortal.health}die")
        with pytest.raises(ServiceFailedError, match=r"a stopped \(exit code 3\)") as caught:
            await run
    assert caught.value.last_lines == ["cannot go on like this"]
    assert trace.until_all_ended() == ["b"]


async def test_one_that_never_answers_is_given_up(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    async with running(stand_in("a", "slow", ready_within=0.2)) as (_, run):
        with pytest.raises(ServiceFailedError, match="a did not become ready"):
            await run
    trace.until_all_ended()


async def test_one_that_tells_is_ready_when_it_says_so(stand_in: Callable[..., Service]) -> None:
    witness = Witness()
    telling = replace(stand_in("a", "slow"), health=None)
    supervisor = Supervisor([telling], ROOT, witness)
    run = asyncio.create_task(supervisor.run())
    await witness.everyone.wait()
    supervisor.stop()
    await run
    assert witness.events == ["start a", "ready a takes [3] calls", "stop"]


async def test_one_that_tells_nothing_is_given_up(
    stand_in: Callable[..., Service], trace: Trace
) -> None:
    silent = replace(stand_in("a", "silent", ready_within=0.5), health=None)
    async with running(silent) as (_, run):
        with pytest.raises(ServiceFailedError, match="a did not become ready"):
            await run
    trace.until_all_ended()


def test_a_starter_that_is_killed_takes_along_whom_it_is_tied_to(trace: Trace) -> None:
    """As a test run is, whose product would go on without it."""
    stand_in = [sys.executable, "-S", STAND_IN, "a", str(pick_free("127.0.0.1")), str(trace.path)]
    command = [sys.executable, "-c", TYING, *stand_in, "parent", "greets"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        starter.stdout.readline()
        trace.until_someone_speaks()
        starter.kill()
    assert trace.until_all_ended() == ["hello", "a"]


async def test_a_command_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = Service("a", (str(tmp_path / "nothing"),), health="", log=tmp_path / "a.log")
    async with running(missing) as (_, run):
        with pytest.raises(ServiceFailedError, match="a could not be started"):
            await run


async def test_the_log_of_the_run_before_is_kept(stand_in: Callable[..., Service]) -> None:
    service = stand_in("a")
    service.log.parent.mkdir()
    service.log.write_text("yesterday")
    async with running(service) as (supervisor, run):
        supervisor.stop()
        await run
    assert service.log.with_name("a.log.1").read_text() == "yesterday"


async def test_callers_are_masked_where_a_service_writes_of_them(
    stand_in: Callable[..., Service],
) -> None:
    service = replace(stand_in("a", "names", "dies"), names_callers=True)
    async with running(service) as (_, run):
        with pytest.raises(ServiceFailedError) as caught:
            await run
    written = ["cannot call sip:<caller>@127.0.0.1 for <caller>", "a lacks a setting"]
    assert caught.value.last_lines == service.log.read_text().splitlines() == written
