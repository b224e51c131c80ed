"""What a rule is handed: one transaction, the vault, and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from marketplace.vault import Vault


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """One transaction, and what a rule needs inside it. `now` stands still until it ends."""

    session: AsyncSession
    vault: Vault
    now: datetime
    site: str
    """Where the pages for customers are, without a slash at the end."""
