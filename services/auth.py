"""Who is calling."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts import IdentityMatch, LastFourKind
from services.acting import Acting


@dataclass(frozen=True, slots=True)
class IdentityService:
    """Checks the four values of authentication.md."""

    _acting: Acting

    async def check(
        self,
        *,
        phone_number: str,
        date_of_birth: str,
        last_four: str,
        kind: LastFourKind,
        call_id: str,
        calling_line: str | None = None,
    ) -> IdentityMatch:
        """Matched with a profile, failed without a reason, or locked until a time.

        Args:
            phone_number: E.164.
            date_of_birth: ISO 8601.
            last_four: four digits.
            kind: what they are of.
            call_id: the conversation; three failures in it lock the check for it.
            calling_line: E.164; three failures from it lock the check for it.
        """
        return await self._acting.write(
            IdentityMatch,
            "POST",
            "identity/check",
            "auth.check",
            {
                "phone_number": phone_number,
                "date_of_birth": date_of_birth,
                "last_four": last_four,
                "kind": kind,
                "call_id": call_id,
                "calling_line": calling_line,
            },
        )
