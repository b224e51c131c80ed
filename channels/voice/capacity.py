"""How many calls one machine carries at a time, and why."""

from __future__ import annotations

from dataclasses import dataclass

KEPT_BUSY = 0.6
"""The part of the cores that calls may take on average: the work of an answer comes all at once,
and would wait for a core that others take."""
BESIDE = 0.06
"""Cores for each call beside its own process: the LiveKit server, the HTTP side, the telephone."""
LEAST = 2
"""Calls that the smallest machine takes: one that hears and talks by itself does it in pauses."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Calls at a time, and what the number comes from: one sentence for whoever runs it."""

    calls: int
    why: str

    def __str__(self) -> str:
        many = "one call" if self.calls == 1 else f"{self.calls} calls"
        return f"takes {many} at a time: {self.why}"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a call costs a machine, in cores, and how that is known."""

    cores: float
    known: str


def capacity(cores: float, cost: Cost, *, setting: int | None) -> Capacity:
    """The limit that was set, or as many calls as the cores carry.

    Args:
        cores: of this machine, or the share of them that this process may use.
        cost: of one call here.
        setting: `MAX_CALLS`, which wins.
    """
    if setting is not None:
        return Capacity(setting, "MAX_CALLS")
    each = cost.cores + BESIDE
    calls = max(LEAST, int(cores * KEPT_BUSY / each))
    word = "core" if cores == 1 else "cores"
    return Capacity(calls, f"{cores:g} {word}, {each:.2f} of one a call ({cost.known})")
