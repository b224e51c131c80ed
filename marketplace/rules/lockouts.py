"""When the identity check is locked: three failures in a call, for a number, or from a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.rules.references import fresh
from marketplace.schemas import IdentityCheck
from marketplace.tables import IdentityCounter, SecurityEvent
from marketplace.vault import Vault
from marketplace.work import UnitOfWork

FAILURES_ALLOWED = 3
LOCKED_FOR = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)

Scope = tuple[Literal["call", "line", "number"], str]


def scopes_of(vault: Vault, asked: IdentityCheck) -> list[Scope]:
    """What a failure counts against. Without a calling line there are two."""
    scopes: list[Scope] = [("call", vault.hash("lockouts.call", asked.call_id))]
    if asked.calling_line is not None:
        scopes.append(("line", vault.hash("lockouts.line", asked.calling_line)))
    scopes.append(("number", vault.hash("lockouts.number", asked.phone_number)))
    return scopes


async def load(work: UnitOfWork, scopes: Sequence[Scope]) -> list[IdentityCounter]:
    """The counters of the scopes, made where they are missing, locked until the transaction ends.

    Always in the order of the scopes, so that two checks at once cannot block each other.
    """
    insert = (
        sqlite.insert if work.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    )
    counters = []
    for scope, subject in scopes:
        await work.session.execute(
            insert(IdentityCounter)
            .values(scope=scope, subject_hash=subject, failures=0)
            .on_conflict_do_nothing()
        )
        row = await work.session.execute(
            select(IdentityCounter)
            .where(IdentityCounter.scope == scope, IdentityCounter.subject_hash == subject)
            .with_for_update()
        )
        counters.append(row.scalar_one())
    return counters


def locked_until(work: UnitOfWork, counters: Sequence[IdentityCounter]) -> datetime | None:
    """The end of the longest lock in force."""
    locks = [c.locked_until for c in counters if c.locked_until and c.locked_until > work.now]
    return max(locks, default=None)


def forgive_number(counters: Sequence[IdentityCounter]) -> None:
    """After a match the number starts afresh.

    The call and the line do not: whoever owns an account could otherwise use it to try others.
    """
    for counter in counters:
        if counter.scope == "number":
            counter.failures = 0


async def count_failure(
    work: UnitOfWork, counters: Sequence[IdentityCounter], call_id: str
) -> datetime | None:
    """Counts a failure against every scope; returns the end of the lock that it led to."""
    until = work.now + LOCKED_FOR
    locked = False
    for counter in counters:
        last = counter.last_failure_at
        if last is not None and work.now - last > FORGOTTEN_AFTER:
            counter.failures = 0
        counter.failures += 1
        counter.last_failure_at = work.now
        if counter.failures >= FAILURES_ALLOWED:
            counter.failures = 0
            counter.locked_until = until
            locked = True
            work.session.add(
                SecurityEvent(
                    case_number=await fresh(work, SecurityEvent.case_number, "SEC", 8),
                    at=work.now,
                    kind="identity_locked",
                    scope=counter.scope,
                    subject_hash=counter.subject_hash,
                    call_hash=work.vault.hash("calls", call_id),
                )
            )
    return until if locked else None
