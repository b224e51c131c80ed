"""docs/observability.md says what there is."""

from __future__ import annotations

import re

from prometheus_client import REGISTRY, Counter, Gauge, Histogram

from channels.web import metrics as http_metrics
from config import ROOT
from conversations.telemetry import metrics as call_metrics
from conversations.telemetry.spans import ALLOWED

TEXT = (ROOT / "docs" / "observability.md").read_text()
MODULES = (call_metrics, http_metrics)


def made() -> dict[str, tuple[str, ...]]:
    """Every metric of the house by the name that Prometheus knows it by, with its labels."""
    return {
        metric._name + ("_total" if isinstance(metric, Counter) else ""): metric._labelnames
        for module in MODULES
        for metric in vars(module).values()
        if isinstance(metric, Counter | Gauge | Histogram)
    }


def told() -> dict[str, tuple[str, ...]]:
    rows = re.findall(r"^\| `(\w+)` \| (`[^|]+`) \| ", TEXT, re.MULTILINE)
    return {name: tuple(re.findall(r"`(\w+)`", labels)) for name, labels in rows}


def test_it_lists_every_metric_with_its_labels() -> None:
    assert told() == made()


def test_no_metric_is_without_labels() -> None:
    assert all(made().values()), "in a worker it would not be shared between processes"


def test_every_metric_is_one_that_prometheus_reads() -> None:
    families = {family.name for family in REGISTRY.collect()}
    assert {name.removesuffix("_total") for name in made()} <= families


def test_the_attributes_that_it_names_are_allowed() -> None:
    assert set(re.findall(r"`(call\.\w+)`", TEXT)) <= ALLOWED
