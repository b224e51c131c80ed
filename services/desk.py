"""Callers on the line for a person: their side, and the side of who takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.facts import CallerState, CallerTaken, TakenBy, WaitingCallers
from services.acting import Acting, path


@dataclass(frozen=True, slots=True)
class DeskService:
    """Who waits on the line, and who takes them. Every method may raise `Refusal`."""

    _acting: Acting

    async def wait(self, ticket_id: str, *, call_id: str, channel: str, agent: str) -> CallerState:
        """Puts the caller of a call on the line, behind their ticket; again keeps the place."""
        body = {"call_id": call_id, "channel": channel, "agent": agent}
        return await self._acting.write(
            CallerState, "POST", path("desk", "callers", ticket_id), "desk.wait", body
        )

    async def still_here(self, ticket_id: str, *, call_id: str) -> CallerState:
        """Says that the call goes on, to be repeated every few seconds; how its request stands."""
        where = path("desk", "callers", ticket_id, "sign-of-life")
        return await self._acting.ask(CallerState, where, {"call_id": call_id})

    async def release(self, ticket_id: str, *, call_id: str) -> CallerState:
        """Puts a caller back whom somebody took without coming."""
        where = path("desk", "callers", ticket_id, "release")
        return await self._acting.write(
            CallerState, "POST", where, "desk.release", {"call_id": call_id}
        )

    async def end(
        self, ticket_id: str, *, call_id: str, outcome: Literal["ended", "gave_up"]
    ) -> CallerState:
        """Takes the caller off the line: served by a person, or without one."""
        where = path("desk", "callers", ticket_id, "end")
        body = {"call_id": call_id, "outcome": outcome}
        return await self._acting.write(CallerState, "POST", where, "desk.end", body)

    async def waiting(self) -> WaitingCallers:
        """Who waits; whoever asks keeps the desk open."""
        return await self._acting.ask(WaitingCallers, "desk/watch", {})

    async def take(self, ticket_id: str, by: TakenBy) -> CallerTaken:
        """Takes a caller; refused where somebody else has, or they are gone."""
        where = path("desk", "callers", ticket_id, "taking")
        return await self._acting.write(CallerTaken, "POST", where, "desk.take", {"by": by})

    async def decline(self, ticket_id: str) -> CallerState:
        """Says that nobody at the desk can take this caller."""
        where = path("desk", "callers", ticket_id, "refusal")
        return await self._acting.write(CallerState, "POST", where, "desk.decline", {})
