"""`python -m channels.chat --json` as a process of its own: lines in, parsed JSON lines out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ENCRYPTION_KEY = "an encryption key for tests"
MARKETPLACE_KEY = "a-key-for-tests"


@dataclass(frozen=True)
class Talk:
    """What a conversation in the terminal left behind."""

    lines: list[dict[str, Any]]
    stderr: str

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["type"] == kind]

    @property
    def handoffs(self) -> list[tuple[str, str]]:
        return [(line["from"], line["to"]) for line in self.of_type("handoff")]

    @property
    def done(self) -> list[str]:
        """The actions that succeeded, in order."""
        return [line["name"] for line in self.of_type("action") if line["ok"]]


def talk(data_dir: Path, said: Sequence[str], *options: str, **settings: str) -> Talk:
    """Holds one conversation, line by line, and waits for its end.

    Args:
        data_dir: where its database, keys and logs are.
        said: what the customer types.
        options: of the command.
        settings: environment variables; nothing of this machine's own settings is seen.
    """
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATA_DIR": str(data_dir),
        "LOG_DIR": str(data_dir / "logs"),
        "LOG_LEVEL": "debug",
        "ENCRYPTION_KEY": ENCRYPTION_KEY,
        "MARKETPLACE_KEY": MARKETPLACE_KEY,
    }
    ran = subprocess.run(
        [sys.executable, "-m", "channels.chat", "--json", *options],
        input="".join(f"{line}\n" for line in said),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        cwd=data_dir,
        env=environment | settings,
    )
    assert ran.returncode == 0, ran.stderr
    return Talk([json.loads(line) for line in ran.stdout.splitlines()], ran.stderr)
