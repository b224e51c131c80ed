"""What calls cost this machine: each job notes the processor time of its own, for the next start.

So a worker's limit comes from the calls that were held here, with the parts that are set now.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from pydantic import BaseModel, ValidationError

from channels.voice.capacity import Cost

log = structlog.get_logger(__name__)

FILE = "call-costs.jsonl"
SHORTEST = 20.0
"""Seconds: a shorter call is mostly its beginning, and says little."""
FEWEST = 5
"""Calls from which their cost is taken for known."""
LATEST = 50
"""Calls that count."""
_MOST_KEPT = 500


class Held(BaseModel):
    """One call that was held here."""

    profile: str
    """Who heard and who talked."""
    seconds: float
    """How long it was."""
    cpu_seconds: float
    """Of its process, over all cores."""


@contextmanager
def noting_cost(folder: Path, profile: str) -> Iterator[None]:
    """Notes what the call costs that the block holds. There is one call in a process.

    Args:
        folder: keeps the notes.
        profile: who hears and who talks.
    """
    began, used = time.monotonic(), time.process_time()
    yield
    seconds, cpu = time.monotonic() - began, time.process_time() - used
    if seconds >= SHORTEST:
        note(folder, Held(profile=profile, seconds=round(seconds, 1), cpu_seconds=round(cpu, 2)))


def note(folder: Path, call: Held) -> None:
    """Keeps what a call cost. A folder that cannot be written to is no error."""
    try:
        with (folder / FILE).open("a", encoding="utf-8") as file:
            file.write(call.model_dump_json() + "\n")
    except OSError as error:
        log.warning("cost_not_noted", error=type(error).__name__)


def measured(folder: Path, profile: str) -> Cost | None:
    """What the latest calls of a profile cost here; None where there were too few.

    Forgets the oldest where there are many.
    """
    file = folder / FILE
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        if len(lines) > _MOST_KEPT:
            file.write_text("\n".join(lines[-LATEST:]) + "\n", encoding="utf-8")
    except OSError:
        return None
    calls = [call for line in lines if (call := _read(line)) and call.profile == profile][-LATEST:]
    if len(calls) < FEWEST:
        return None
    cores = sum(call.cpu_seconds for call in calls) / sum(call.seconds for call in calls)
    return Cost(cores, f"measured over {len(calls)} calls here")


def hand_over(folder: Path, to: Path) -> None:
    """Adds the notes of one folder to those of another."""
    to.mkdir(parents=True, exist_ok=True)
    with (to / FILE).open("a", encoding="utf-8") as file:
        file.write((folder / FILE).read_text(encoding="utf-8"))


def _read(line: str) -> Held | None:
    try:
        return Held.model_validate_json(line)
    except ValidationError:
        return None
