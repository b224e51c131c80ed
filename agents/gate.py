"""The gate: who may be reached before the identity check has ended (authentication.md, "The gate").

This is its one definition in code.
"""

from __future__ import annotations

from domain.errors import GateClosed
from tools.call import Call
from tools.identity import question

ALWAYS_OPEN = frozenset({"human", "security"})
ENTRY = "authentication"


def check(call: Call, target: str, *, needs_auth: bool) -> None:
    """Refuses a transfer that may not happen yet.

    Raises:
        GateClosed: with the open step's question, so that the conversation goes on.
    """
    if call.identity.done or target in ALWAYS_OPEN or target == ENTRY:
        return
    if call.allow_browsing and not needs_auth:
        return
    raise GateClosed(
        f"I'll gladly help with that, right after a few questions. {question(call.identity)}"
    )
