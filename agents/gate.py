"""Gates: who may be reached before it is known who the caller is. A roster names the one it has.

The marketplace's is authentication.md's, "The gate", of which this is the one definition in code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agents.base import Specialist
from domain.errors import GateClosed
from tools.call import Call
from tools.identity import question

Gate = Callable[[Call, type[Specialist]], None]
"""Raises `GateClosed` where a transfer to that agent may not happen yet."""


def open_to_all(call: Call, target: type[Specialist]) -> None:
    """No gate: anybody may be handed to anybody."""


@dataclass(frozen=True, slots=True)
class IdentityFirst:
    """Opens once the identity check has ended.

    Attributes:
        identifies: the agent that makes the check.
        always_open: agents that may be reached at any time.
    """

    identifies: str
    always_open: frozenset[str]

    def __call__(self, call: Call, target: type[Specialist]) -> None:
        """Refuses a transfer that may not happen yet.

        Raises:
            GateClosed: with the open step's question, so that the conversation goes on.
        """
        if call.identity.done or target.name in {self.identifies, *self.always_open}:
            return
        if call.allow_browsing and not target.needs_auth:
            return
        raise GateClosed(
            f"I'll gladly help with that, right after a few questions. {question(call.identity)}"
        )


MARKETPLACE = IdentityFirst("authentication", frozenset({"human", "security"}))
