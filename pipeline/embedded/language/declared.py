"""What agents and actions declare about themselves: all that the language model knows of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """One intent and how callers voice it.

    Attributes:
        label: Name of the intent; entries with the same label are the same intent, offered by
            several agents.
        agent: The agent that serves it; None when every agent has it (a universal tool).
        tool: The tool that serves it; None when the sentences only belong to the agent. Without
            agent and tool nobody serves it.
        examples: Sentences with which a caller asks for it.
        handles: What the agent is for, as it may be said to a caller: "returns and refunds".
    """

    label: str
    agent: str | None
    tool: str | None
    examples: tuple[str, ...]
    handles: str

    @property
    def served(self) -> bool:
        """Whether anybody does it."""
        return self.agent is not None or self.tool is not None
