"""The worker's figures: of all its processes together, also of those that have ended."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from livekit.agents import JobContext
from prometheus_client.parser import text_string_to_metric_families

from channels.voice.shared_metrics import SharedMetrics, shared_metrics
from channels.voice.worker import MeasuredServer
from config import ROOT

CALLS = """
import sys
from prometheus_client import Counter, Gauge, Histogram
Counter("calls", "…", ("channel",)).labels("voice").inc()
Gauge("active", "…", ("channel",), multiprocess_mode="livesum").labels("voice").inc()
seconds = Histogram("seconds", "…", ("channel",), buckets=(1, 5)).labels("voice")
seconds.observe(0.5)
seconds.observe(3)
print("counted", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def figures() -> Iterator[SharedMetrics]:
    with shared_metrics() as figures:
        yield figures


def a_process() -> subprocess.Popen[str]:
    """A process that has counted a call and is in the middle of it."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", CALLS], stdin=pipe, stdout=pipe, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "counted\n"
    return process


def read(text: bytes) -> dict[str, float]:
    """The samples by name, and by their upper bound where they have one."""
    return {
        " ".join([sample.name, *([sample.labels["le"]] if "le" in sample.labels else [])]): (
            sample.value
        )
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_processes_are_added_up_and_one_that_ended_still_counts(figures: SharedMetrics) -> None:
    ended, killed, lives = a_process(), a_process(), a_process()
    try:
        assert read(figures.text())["active"] == 3
        ended.communicate()
        killed.kill()
        killed.wait()
        for seen in (read(figures.text()), read(figures.text())):
            assert seen["active"] == 1, "a process that is gone is in no call"
            assert seen["calls_total"] == 3
            assert seen["seconds_count"] == 6
            assert seen["seconds_sum"] == 10.5
            assert [seen[f"seconds_bucket {le}"] for le in ("1.0", "5.0", "+Inf")] == [3, 6, 6]
    finally:
        lives.communicate()


def test_a_process_that_ended_leaves_no_files(figures: SharedMetrics) -> None:
    for _ in range(3):
        a_process().communicate()
        figures.fold()
    assert read(figures.text())["calls_total"] == 3
    assert len(list(figures.folder.iterdir())) == 2, "counters and histograms, all in all"


async def test_they_are_told_beside_the_health_check() -> None:
    async def entrypoint(_: JobContext) -> None: ...

    server = MeasuredServer(
        ws_url="ws://127.0.0.1:9",
        api_key="a-key",
        api_secret="a-secret-of-thirty-two-characters",
        host="127.0.0.1",
        port=0,
        num_idle_processes=0,
    )
    server.rtc_session(entrypoint)
    started = asyncio.Event()
    server.on("worker_started", started.set)
    running = asyncio.create_task(server.run(unregistered=True))
    try:
        async with asyncio.timeout(60):
            await started.wait()
        url = f"http://127.0.0.1:{server.worker_info.http_port}"
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"{url}/")).status_code == 200
            told = await client.get(f"{url}/metrics")
        assert told.status_code == 200
        assert told.headers["content-type"].startswith("text/plain; version=1.")
    finally:
        await server.aclose()
        await running
