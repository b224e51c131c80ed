"""A process killed between doing a return and recording it, then asked again: one return."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.providers.terminal import ROOT


def run(folder: Path, stage: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.recovery.dying", str(folder), stage],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "marketplace.db")) as database:
        return database.execute(query).fetchall()


def returns(folder: Path) -> list[tuple[Any, ...]]:
    return rows(folder, "SELECT return_id, state FROM returns WHERE order_id = 'ORD-1001'")


def untouched(folder: Path) -> list[list[tuple[Any, ...]]]:
    """What a return that is only opened must leave alone, and the labels that were sent."""
    return [
        rows(folder, "SELECT * FROM payments ORDER BY payment_id"),
        rows(folder, "SELECT order_id, state FROM orders ORDER BY order_id"),
        rows(folder, "SELECT outgoing_id, purpose FROM outbox ORDER BY outgoing_id"),
    ]


def test_the_same_turn_asked_again_leaves_one_return_and_tells_of_it(data_dir: Path) -> None:
    died = run(data_dir, "killed")
    assert died.returncode == -signal.SIGKILL
    assert died.stdout == ""
    (done,) = returns(data_dir)
    left = untouched(data_dir)

    asked_again = run(data_dir, "asked-again")

    assert asked_again.returncode == 0, asked_again.stderr
    told = json.loads(asked_again.stdout)
    assert told["facts"]["return_id"] == done[0]
    assert returns(data_dir) == [done]
    assert untouched(data_dir) == left
    assert run(data_dir, "asked-again").stdout == asked_again.stdout


def test_the_whole_conversation_again_leaves_one_return(data_dir: Path) -> None:
    assert run(data_dir, "killed").returncode == -signal.SIGKILL
    (done,) = returns(data_dir)
    left = untouched(data_dir)

    from_the_start = run(data_dir, "from-the-start")

    assert from_the_start.returncode == 0, from_the_start.stderr
    assert json.loads(from_the_start.stdout)["say"]
    assert returns(data_dir) == [done]
    assert untouched(data_dir) == left
