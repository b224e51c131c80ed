"""What a call left in the figures of the worker and of the HTTP side, and in the log."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.rooms.conftest import Running
from tests.telemetry.receiver import Received

TOLD_WITHIN = 30.0
"""Seconds after the caller has left: the job ends, and its lines come by way of the worker."""
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


class Figures:
    """The samples of one scrape."""

    def __init__(self, text: str) -> None:
        self._samples: Samples = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def of(self, name: str, **labels: str) -> float:
        """The sum of all samples of that name that have these labels."""
        wanted = set(labels.items())
        return sum(
            value for (n, has), value in self._samples.items() if n == name and wanted <= has
        )


def of_worker(running: Running) -> Figures:
    return _scrape(f"{running.worker}/metrics")


def of_server(running: Running) -> Figures:
    key = json.loads((running.data / "secrets.json").read_text())["operator_key"]
    return _scrape(f"{running.url}/metrics", Authorization=f"Bearer {key}")


def last_report(running: Running) -> dict[str, Any]:
    """The report of the last call, as the log has it, once the worker has counted its end."""
    deadline = time.monotonic() + TOLD_WITHIN
    while of_worker(running).of("calls_active", channel="voice"):
        assert time.monotonic() < deadline, "the call never ended"
        time.sleep(0.2)  # another process; the deadline decides
    while True:
        reports = [line for line in _lines(running) if line["event"] == "call_report"]
        if reports:
            return reports[-1]
        assert time.monotonic() < deadline, "no report was logged"
        time.sleep(0.2)


def trace_of(running: Running, call_id: str) -> list[Received]:
    """The spans of a call, once its process has sent the last of them."""
    deadline = time.monotonic() + TOLD_WITHIN
    while True:
        spans = [s for s in running.traces.spans if s.attributes.get("call.id") == call_id]
        if any(span.name == "job_entrypoint" for span in spans):
            return spans
        assert time.monotonic() < deadline, sorted({span.name for span in spans})
        time.sleep(0.2)


def _scrape(url: str, **headers: str) -> Figures:
    answer = httpx.get(url, headers=headers, trust_env=False)
    answer.raise_for_status()
    return Figures(answer.text)


def _lines(running: Running) -> Iterator[dict[str, Any]]:
    for line in (running.logs / "customer-service.log").read_text().splitlines():
        yield json.loads(line)
