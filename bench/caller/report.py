"""What a call came to, from the caller's side of the room."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence that was recognised in the agent's audio."""

    at: float
    """Seconds since the call began."""
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Something that the caller said or keyed, and how it went on."""

    at: float
    what: str
    answered_after: float | None
    """Seconds from the end of it to the agent's first audio."""
    keyed: bool = False


@dataclass(slots=True)
class Report:
    """Whether the goal was reached, and how."""

    goal: str
    reached: bool = False
    heard: list[Heard] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    steps: dict[str, float] = field(default_factory=dict)
    """When each step was done, in seconds since the call began."""
    errors: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """The report for another program."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)
