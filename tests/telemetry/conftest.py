"""What a test reads the figures of a conversation with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from prometheus_client import REGISTRY

Counted = Callable[..., float]


@pytest.fixture
def counted() -> Counted:
    """How much a sample of Prometheus has grown since the test began.

    `counted("calls_ended_total", channel="chat", reason="left")`; 0 where there is none.
    """
    before = _samples()

    def grown(name: str, **labels: str) -> float:
        key = (name, frozenset(labels.items()))
        return _samples().get(key, 0.0) - before.get(key, 0.0)

    return grown


def _samples() -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in REGISTRY.collect()
        for sample in family.samples
    }
