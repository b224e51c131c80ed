"""Locks and fraud reports, which any caller may ask for; flags and passwords of an account."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import (
    AccountLockRequested,
    ActivityFlagged,
    FraudReported,
    PasswordChanged,
    PasswordResetSent,
    SuspiciousActivity,
)
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class SecurityService:
    """Stops changes to an account; tells the security team; renews passwords."""

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

    async def flag(
        self,
        activity: SuspiciousActivity,
        details: str | None = None,
        *,
        call_id: str,
        order: str | None = None,
    ) -> ActivityFlagged:
        """Flags the bound customer's account: for thirty days its card identifies nobody."""
        return await self._acting.write(
            ActivityFlagged,
            "POST",
            self._acting.account("security", "flags"),
            "security.flag",
            {"activity": activity, "details": details, "order_id": order, "call_id": call_id},
        )

    async def reset_password(self, *, call_id: str) -> PasswordResetSent:
        """Emails a link to the address on file; it works once, for half an hour."""
        return await self._acting.write(
            PasswordResetSent,
            "POST",
            self._acting.account("security", "password-resets"),
            "security.reset_password",
            {"call_id": call_id},
        )

    async def choose_password(self, token: str, password: str) -> PasswordChanged:
        """Sets the password of whom a link was sent to, once; `token` is from the link.

        Raises:
            MarketplaceRefusal: `reset_link_invalid`, whatever is wrong with the link.
        """
        return await self._acting.write(
            PasswordChanged,
            "POST",
            "security/passwords",
            "security.choose_password",
            {"token": token, "password": password},
        )
