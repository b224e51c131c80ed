"""The running product, and where its traces go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.product import Product, product
from tests.telemetry.receiver import Receiver, otlp_receiver


@dataclass(frozen=True)
class Running(Product):
    """The running product, and the traces that it has sent."""

    traces: Receiver


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, understood: Path) -> Iterator[Running]:
    """The product, with a notice of one sentence; `.ci/smoke` hears the whole of the usual one."""
    data = tmp_path_factory.mktemp("room")
    with (
        otlp_receiver() as receiver,
        product(
            data, understood, TRACING_ENABLED="true", OTEL_EXPORTER_OTLP_ENDPOINT=receiver.url
        ) as made,
    ):
        made.shorten_the_offer()
        yield Running(made.environment, receiver)
