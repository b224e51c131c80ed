"""Locks and fraud reports, which any caller may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import AccountLockRequested, FraudReported
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class SecurityService:
    """Stops changes to an account; tells the security team."""

    _acting: Acting

    async def lock_account(self, phone_number: str, *, call_id: str) -> AccountLockRequested:
        """Locks the account of a number (E.164) against changes and tells its owner by email.

        Answers the same for a number without an account. Orders go on.
        """
        return await self._acting.write(
            AccountLockRequested,
            "POST",
            "security/locks",
            "security.lock_account",
            {"phone_number": phone_number, "call_id": call_id},
        )

    async def report_fraud(
        self, description: str, *, call_id: str, phone_number: str | None = None
    ) -> FraudReported:
        """Tells the security team what somebody noticed."""
        return await self._acting.write(
            FraudReported,
            "POST",
            self._acting.account_or("security", "reports"),
            "security.report_fraud",
            {"description": description, "call_id": call_id, "phone_number": phone_number},
        )
