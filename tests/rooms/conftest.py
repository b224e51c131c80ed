"""Everything that `make run` starts, on ports and data of its own; all on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from config import ROOT
from deploy.lifeline import tied
from deploy.livekit_server import LiveKitProgram
from deploy.ports import pick_free
from pipeline.embedded.language import Understanding
from pipeline.profile import speech_is_installed
from tests.telemetry.receiver import Receiver, otlp_receiver

READY_WITHIN = 180.0
STOPPED_WITHIN = 40.0


@dataclass(frozen=True)
class Running:
    """Where the running product is."""

    url: str
    worker: str
    data: Path
    logs: Path
    traces: Receiver
    environment: dict[str, str]

    @property
    def database(self) -> Path:
        return self.data / "marketplace.db"


@pytest.fixture(scope="session")
def receiver() -> Iterator[Receiver]:
    """Where the running product sends its traces."""
    with otlp_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def understood(
    pytestconfig: pytest.Config,
    understanding: Understanding,  # fitted, and kept in the cache
) -> Path | None:
    """What the embedded language model has learnt, for a product to begin with."""
    cache = getattr(pytestconfig, "cache", None)  # absent under `-p no:cacheprovider`
    return None if cache is None else cache.mkdir("house") / "understanding"


@pytest.fixture(scope="session")
def running(
    tmp_path_factory: pytest.TempPathFactory, understood: Path | None, receiver: Receiver
) -> Iterator[Running]:
    """The product, started as `make run` starts it, and stopped as Ctrl-C stops it."""
    with product(tmp_path_factory.mktemp("room"), understood, receiver) as made:
        yield made


@contextmanager
def product(
    data: Path, understood: Path | None, receiver: Receiver, **settings: str
) -> Iterator[Running]:
    """The product with settings of its own, started and stopped in the same way."""
    if LiveKitProgram(ROOT).find() is None:
        pytest.skip("the LiveKit server is not built (make build)")
    if not speech_is_installed():
        pytest.skip("the packages of embedded speech are not installed (the `speech` extra)")
    if understood is not None:
        shutil.copytree(understood, data / "understanding")
    port, worker_port = pick_free("127.0.0.1"), pick_free("")
    environment = {name: value for name, value in os.environ.items() if not _a_key(name)} | {
        "DATA_DIR": str(data),
        "LOG_DIR": str(data / "logs"),
        "PORT": str(port),
        "WORKER_PORT": str(worker_port),
        "LIVEKIT_URL": f"ws://127.0.0.1:{pick_free('', in_a_row=3)}",
        "AGENT_NAME": f"test-{uuid4().hex[:8]}",
        "USER_AWAY_TIMEOUT": "60",
        "IDLE_PROCESSES": "2",
        "TRACING_ENABLED": "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url,
        **settings,
    }
    out = data / "run.log"
    with out.open("wb") as log:
        making = subprocess.Popen(
            [sys.executable, "-m", "deploy.run"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with tied(making.pid):
        try:
            _wait_until_ready(making, out)
            here = "http://127.0.0.1"
            yield Running(
                f"{here}:{port}",
                f"{here}:{worker_port}",
                data,
                data / "logs",
                receiver,
                environment,
            )
        finally:
            making.send_signal(signal.SIGINT)
            making.wait(STOPPED_WITHIN)


def _a_key(name: str) -> bool:
    return name.endswith("_API_KEY") or name.startswith("LIVEKIT_API")


def _wait_until_ready(making: subprocess.Popen[bytes], out: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while b"Ready" not in out.read_bytes():
        assert making.poll() is None, out.read_text()
        assert time.monotonic() < deadline, out.read_text()
        time.sleep(0.2)  # a file cannot be waited for; the deadline decides
