"""A copy of the checkout that a reader of the README may change, and their shell in it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from config import ROOT, Settings
from deploy.ports import pick_free

PATIENCE = 240.0
_COPIED = ("*.py", "*.yaml", "pyproject.toml", "Makefile")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "results")


@dataclass(frozen=True)
class Checkout:
    """A checkout of its own, with nothing set: data and logs stay in it."""

    root: Path
    port: int
    other_port: int

    def ours(self, command: str) -> str:
        """A command of the README with ports that are free here, and `make` by what it runs."""
        moved = command.replace("3001", str(self.port)).replace("3002", str(self.other_port))
        return re.sub(r"\bmake ([a-z-]+)", lambda match: self._one_line(match[1]), moved)

    def recipe(self, target: str) -> list[str]:
        """The lines that a target of the Makefile runs."""
        makefile = (self.root / "Makefile").read_text()
        match = re.search(rf"^{target}:.*\n((?:\t.+\n)+)", makefile, re.MULTILINE)
        assert match is not None, f"{target} is no target"
        lines = match[1].replace("$(BIN)", ".venv/bin").splitlines()
        return [line.removeprefix("\t").removeprefix("@") for line in lines]

    def _one_line(self, target: str) -> str:
        (line,) = self.recipe(target)
        return line

    def run(self, command: str, *, lines: str = "") -> str:
        """What it prints; it has to succeed."""
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {self.ours(command)}"],
            cwd=self.root,
            env=self.environment,
            input=lines,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def running(self, command: str, answers: str) -> Iterator[None]:
        """The command in another terminal, from when `answers` (a URL) is there."""
        with subprocess.Popen(
            ["bash", "-c", f"exec {self.ours(command)}"],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as started:
            try:
                _wait_for(self.ours(answers), started)
                yield
            finally:
                started.send_signal(signal.SIGINT)

    @property
    def environment(self) -> dict[str, str]:
        settings = {name.upper() for name in Settings.model_fields} | {"ELEVEN_API_KEY"}
        kept = {name: value for name, value in os.environ.items() if name not in settings}
        return kept | {"PORT": str(self.port), "COLUMNS": "200", "NO_COLOR": "1"}


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Checkout]:
    """Makes a copy of this checkout as it is committed or about to be."""

    def copy() -> Checkout:
        root = tmp_path_factory.mktemp("checkout")
        for pattern in _COPIED:
            for file in ROOT.glob(pattern):
                shutil.copy(file, root)
        for folder in [*(package.parent for package in ROOT.glob("*/__init__.py")), ROOT / "tests"]:
            shutil.copytree(folder, root / folder.name, ignore=_LEFT_OUT)
        (root / ".venv").symlink_to(sys.prefix)
        return Checkout(root, pick_free("127.0.0.1"), pick_free("127.0.0.1"))

    return copy


@pytest.fixture(scope="session")
def checkout(copied: Callable[[], Checkout], understood: Path) -> Checkout:
    """One that the tests which change nothing share; its language model is fitted already."""
    checkout = copied()
    shutil.copytree(understood, checkout.root / "data" / "understanding")
    return checkout


def _wait_for(url: str, started: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert started.poll() is None, "it ended before it answered"
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answered at {url}")


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting comes from the environment."""
    for name in (*Settings.model_fields, "eleven_api_key"):
        monkeypatch.delenv(name.upper(), raising=False)
