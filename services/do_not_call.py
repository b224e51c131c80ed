"""Whom not to call."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import CallPermission, DoNotCallEntry
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class DoNotCallService:
    """The list of numbers that asked not to be called."""

    _acting: Acting

    async def allowed(self, number: str) -> bool:
        """Whether a number (E.164) may be called."""
        asked = {"phone_number": number}
        return (await self._acting.ask(CallPermission, "do-not-call/check", asked)).allowed

    async def add(self, number: str) -> CallPermission:
        """Puts a number (E.164) on the list."""
        return await self._acting.write(
            CallPermission, "POST", "do-not-call", "do_not_call.add", {"phone_number": number}
        )

    async def add_customer(self) -> CallPermission:
        """Puts the number on file of the bound customer on the list."""
        where = self._acting.account("do-not-call")
        return await self._acting.write(
            CallPermission, "POST", where, "do_not_call.add_customer", {}
        )

    async def remove(self, number: str) -> CallPermission:
        """Takes a number (E.164) off the list."""
        return await self._acting.write(
            CallPermission,
            "POST",
            "do-not-call/removal",
            "do_not_call.remove",
            {"phone_number": number},
        )

    async def entries(self) -> list[DoNotCallEntry]:
        """The whole list, oldest first."""
        return await self._acting.get_list(DoNotCallEntry, "do-not-call")
