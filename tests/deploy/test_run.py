"""`python -m deploy.run` in a checkout whose server and worker are stand-ins."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.lifeline import Lifeline
from deploy.ports import pick_free
from tests.deploy.traces import STAND_IN, Trace

ROOT = Path(__file__).parents[2]

Run = Callable[..., subprocess.Popen[str]]


def make_stand_in(file: Path, name: str, port: str, trace: Trace, *habits: str) -> None:
    arguments = ", ".join(repr(value) for value in (name, str(trace.path), *habits))
    file.write_text(
        f"import os, runpy, sys\n"
        f"name, trace, *habits = {arguments},\n"
        f"sys.argv = ['', name, os.environ[{port!r}], trace, *habits]\n"
        f"runpy.run_path({STAND_IN!r}, run_name='__main__')\n"
    )


@pytest.fixture
def checkout(tmp_path: Path, trace: Trace) -> Path:
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "deploy", root / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.py", "livekit.yaml"):
        shutil.copy(ROOT / name, root)
    make_stand_in(root / "server.py", "server", "PORT", trace)
    make_stand_in(root / "agent.py", "worker", "WORKER_PORT", trace)
    tools = tmp_path / "tools"
    tools.mkdir()
    livekit = tools / "livekit-server"
    livekit.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --version ]; then echo "livekit-server version 1.13.99"; exit; fi\n'
        f'exec "{sys.executable}" -S "{STAND_IN}" livekit "$4" "{trace.path}" parent\n'
    )
    livekit.chmod(0o755)
    return root


@pytest.fixture
def run(checkout: Path) -> Iterator[Run]:
    def start(**settings: str) -> subprocess.Popen[str]:
        environment = {
            "PATH": str(checkout.parent / "tools"),
            "LIVEKIT_URL": f"ws://127.0.0.1:{pick_free('', in_a_row=3)}",
            "PORT": "0",
            "WORKER_PORT": "0",
            **settings,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.run"],
            cwd=checkout,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        lifeline.watch(process.pid)
        return process

    with Lifeline() as lifeline:
        yield start


@contextmanager
def started(process: subprocess.Popen[str]) -> Iterator[list[str]]:
    """Gives what it showed until everything was ready."""
    with process:
        assert process.stdout is not None
        shown = []
        for line in process.stdout:
            shown.append(line)
            if line.startswith("Ready"):
                break
        yield shown
        if not process.stdout.closed:
            process.stdout.read()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_starts_all_and_stops_cleanly(run: Run, trace: Trace, number: signal.Signals) -> None:
    process = run()
    with started(process) as shown:
        process.send_signal(number)
    assert process.returncode == 0
    assert trace.until_all_ended() == ["worker", "server", "livekit"]
    for named in ("LiveKit server", "HTTP side", "worker", "make chat", "http://127.0.0.1:"):
        assert any(named in line for line in shown)
    assert any("worker" in line and "takes [3] calls" in line for line in shown)


def test_killed_hard_it_leaves_nothing(run: Run, trace: Trace) -> None:
    process = run()
    with started(process):
        process.kill()
    assert sorted(trace.until_all_ended()) == ["livekit", "server", "worker"]


def test_a_reader_that_goes_away_does_not_keep_it_from_stopping(run: Run, trace: Trace) -> None:
    process = run()
    with started(process):
        assert process.stdout is not None
        process.stdout.close()
        process.terminate()
        process.wait()
    assert trace.until_all_ended() == ["worker", "server", "livekit"]


def test_a_worker_that_dies_ends_it_with_a_reason(run: Run, checkout: Path, trace: Trace) -> None:
    make_stand_in(checkout / "agent.py", "worker", "WORKER_PORT", trace, "dies")
    shown, _ = (process := run()).communicate()
    assert process.returncode == 1
    assert "The worker stopped (exit code 1)." in shown
    assert "worker lacks a setting" in shown
    assert trace.until_all_ended() == ["server", "livekit"]


def test_a_port_in_use_starts_nothing(run: Run, checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        shown, _ = (process := run(PORT=str(number))).communicate()
    assert process.returncode == 2
    assert shown == f"Port {number} is in use: set PORT to another, or stop what uses it.\n"
    assert not (checkout / "logs").exists()


def test_a_wrong_setting_is_one_sentence(run: Run) -> None:
    shown, _ = (process := run(AGENT_TEMPERATURE="warm")).communicate()
    assert process.returncode == 2
    assert shown.count("\n") == 1
    assert "AGENT_TEMPERATURE" in shown


def test_without_go_or_a_livekit_server_the_rest_runs(
    run: Run, checkout: Path, trace: Trace
) -> None:
    (checkout.parent / "tools" / "livekit-server").unlink()
    process = run()
    with started(process) as shown:
        process.terminate()
    assert process.returncode == 0
    assert trace.until_all_ended() == ["server"]
    assert any("Go is missing" in line for line in shown)


def test_a_livekit_server_that_runs_already_is_used(run: Run, tmp_path: Path, trace: Trace) -> None:
    port = pick_free("", in_a_row=3)
    other = Trace(tmp_path / "other")
    command = [sys.executable, "-S", STAND_IN, "theirs", str(port), str(other.path), "greets"]
    with subprocess.Popen(command) as theirs:
        other.until_someone_speaks()
        process = run(LIVEKIT_URL=f"ws://127.0.0.1:{port}", LIVEKIT_API_SECRET="s" * 32)
        with started(process):
            process.terminate()
        ended_first = theirs.poll()
        theirs.terminate()
    other.close()
    assert process.returncode == 0
    assert ended_first is None
    assert trace.until_all_ended() == ["worker", "server"]
