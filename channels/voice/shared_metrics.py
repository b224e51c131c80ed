"""The figures of all processes of a worker, added up.

Every call has a process of its own, which keeps its figures in files: prometheus_client's
multiprocess mode. Those of processes that have ended are folded into one, or each call would leave
some for as long as the worker runs.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest, multiprocess, values
from prometheus_client.mmap_dict import MmapedDict

WHERE = "PROMETHEUS_MULTIPROC_DIR"
ENDED = 0
"""Stands for the id of every process that has ended; no process has it."""


class SharedMetrics:
    """The files of one worker.

    Args:
        folder: where its processes keep them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(self._registry, str(folder))  # type: ignore[no-untyped-call]

    def text(self) -> bytes:
        """All of them, as Prometheus reads them. Blocks: for a thread."""
        with self._lock:
            self._fold()
            return generate_latest(self._registry)

    def fold(self) -> None:
        """Adds the figures of processes that have ended to each other. Blocks: for a thread."""
        with self._lock:
            self._fold()

    def _fold(self) -> None:
        for file in sorted(self.folder.glob("*.db")):
            kind, _, process = file.stem.rpartition("_")
            if int(process) == ENDED or _lives(int(process)):
                continue
            if not kind.startswith("gauge"):  # how things stand is no longer true
                _add(file, self.folder / f"{kind}_{ENDED}.db")
            file.unlink()


@contextmanager
def shared_metrics() -> Iterator[SharedMetrics]:
    """Has this process and those that it starts from now on share their figures.

    Enter it before anything is counted: what was counted before stays with this process alone.
    """
    alone = values.ValueClass
    with tempfile.TemporaryDirectory(prefix="metrics-") as folder:
        os.environ[WHERE] = folder
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
        try:
            yield SharedMetrics(Path(folder))
        finally:
            values.ValueClass = alone
            del os.environ[WHERE]


def _add(ended: Path, total: Path) -> None:
    sums = MmapedDict(str(total))  # type: ignore[no-untyped-call]
    try:
        for key, value, _, _ in MmapedDict.read_all_values_from_file(str(ended)):  # type: ignore[no-untyped-call]
            before, _ = sums.read_value(key)  # type: ignore[no-untyped-call]
            sums.write_value(key, before + value, 0.0)  # type: ignore[no-untyped-call]
    finally:
        sums.close()  # type: ignore[no-untyped-call]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it does, and belongs to somebody else
        pass
    return True
