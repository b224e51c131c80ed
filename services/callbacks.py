"""Calls back that were promised, for whoever makes them."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import CallbackCame, CallbackToDial, CallbackTried, CallbackWaiting
from services.acting import Acting, path


@dataclass(frozen=True, slots=True)
class CallbackService:
    """Which are due, whom they go to, and what became of them."""

    _acting: Acting

    async def waiting(self) -> list[CallbackWaiting]:
        """Those still to be made, the earliest first."""
        return await self._acting.get_list(CallbackWaiting, "support/callbacks")

    async def to_dial(self, callback_id: str) -> CallbackToDial:
        """Whom to call now; refused where it has been settled."""
        where = path("support", "callbacks", callback_id, "number")
        return await self._acting.get(CallbackToDial, where)

    async def tried(self, callback_id: str, came: CallbackCame) -> CallbackTried:
        """Says what became of the call; a missed one is made again later."""
        where = path("support", "callbacks", callback_id, "outcome")
        body = {"came": came}
        return await self._acting.write(CallbackTried, "POST", where, "callbacks.tried", body)
