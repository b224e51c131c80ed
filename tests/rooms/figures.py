"""What a call left in the figures of the worker and of the HTTP side, and in the log."""

from __future__ import annotations

import json
import time
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
        """The sum of all samples of that name that have at least these labels."""
        wanted = set(labels.items())
        return sum(
            value for (n, has), value in self._samples.items() if n == name and wanted <= has
        )


def of_worker(running: Running) -> Figures:
    return _scrape(f"{running.worker}/metrics")


def of_server(running: Running) -> Figures:
    key = json.loads((running.data / "secrets.json").read_text())["operator_key"]
    return _scrape(f"{running.url}/metrics", Authorization=f"Bearer {key}")


def reports(running: Running, more_than: int = -1) -> list[dict[str, Any]]:
    """The reports in the log, once no call goes on and each that ended has one.

    Args:
        running: the product.
        more_than: how many there were before, where another one is waited for.
    """
    deadline = time.monotonic() + TOLD_WITHIN
    while True:
        worker, kept = of_worker(running), _reports(running)
        settled = len(kept) == worker.of("calls_ended_total") and not worker.of("calls_active")
        if settled and len(kept) > more_than:
            return kept
        assert time.monotonic() < deadline, "a call is not over, or left no report"
        time.sleep(0.2)  # another process; the deadline decides


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


def _reports(running: Running) -> list[dict[str, Any]]:
    log = running.logs / "customer-service.log"
    whole, _, _ = log.read_text().rpartition("\n")  # the last line may be being written
    lines = (json.loads(line) for line in whole.splitlines())
    return [line for line in lines if line["event"] == "call_report"]
