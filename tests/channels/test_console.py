"""`python agent.py console --text`, as somebody at a terminal has it."""

from __future__ import annotations

import ctypes.util
import os
import pty
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import ROOT

pytestmark = pytest.mark.speech

ASKS = "? for shortcuts"
"""Stands under an empty line to type in."""
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """What a program writes to a terminal, and what is typed there."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def says(self, *words: str) -> None:
        """Waits until all of these words have been written, in this order."""
        wanted = re.compile(".*".join(map(re.escape, words)), re.DOTALL)
        written = ""
        while not wanted.search(COLOURS.sub("", written)):
            more = self._more()
            assert more, f"ended without {words}: {written[-2_000:]}"
            written += more

    def type(self, line: str) -> None:
        """Key by key: what is typed while the console does not wait for a key, it discards."""
        for typed in range(len(line)):
            self._press(line[typed])
            self.says(f"❯ {line[: typed + 1]}")
        self._press("\r")

    def closes(self) -> None:
        """Waits until nobody writes any more."""
        while self._more():
            pass

    def _press(self, key: str) -> None:
        while termios.tcgetattr(self._descriptor)[3] & termios.ICANON:
            self._more()
        os.write(self._descriptor, key.encode())

    def _more(self) -> str:
        try:
            return os.read(self._descriptor, 65_536).decode(errors="replace")
        except OSError:  # as Linux tells that the other side is closed
            return ""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The console of the airline, which needs no HTTP side."""
    if ctypes.util.find_library("portaudio") is None:
        pytest.skip("libportaudio2 is not installed")
    ours, theirs = pty.openpty()
    own = {"DATA_DIR": str(tmp_path), "LOG_DIR": "", "WORKER_PORT": "0", "IDLE_PROCESSES": "1"}
    console = subprocess.Popen(
        [sys.executable, "agent.py", "console", "--text", "--log-level", "warn"],
        cwd=ROOT,
        env=os.environ | own | {"ROSTER": "examples.airline", "TERM": "xterm", "COLUMNS": "200"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(ours)
        console.send_signal(signal.SIGINT)
        Terminal(ours).closes()
        assert console.wait() == 0
    finally:
        console.kill()
        console.wait()
        os.close(ours)


def test_a_wish_is_served_from_hello_to_goodbye(terminal: Terminal) -> None:
    terminal.says(ASKS)
    terminal.type("hello")
    terminal.says("Agent", ASKS)
    terminal.type("is there wifi")
    terminal.says("Handoff", "Airline-Wifi", ASKS)
    terminal.type("bye")
    terminal.says("Agent", "oodbye")
