"""Stopping an account, and telling the security team."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import func, select, update

from marketplace.refusals import TooManyLocks, UndoCodeInvalid
from marketplace.rules import customers, outbox
from marketplace.rules.references import fresh
from marketplace.schemas import (
    AccountLockIn,
    AccountLockRequested,
    AccountUnlocked,
    AccountUnlockIn,
    FraudReported,
    FraudReportIn,
)
from marketplace.tables import AccountLock, Customer, SecurityEvent
from marketplace.work import UnitOfWork

_CODE_BYTES = 18
_LOCKED = "account_lock_requested"
_MOST_LOCKS = 3
_WITHIN = timedelta(hours=1)


async def lock(work: UnitOfWork, asked: AccountLockIn) -> AccountLockRequested:
    """Stops changes to the account of a number, and emails its owner how to undo it.

    Orders go on. A number without an account gets the same answer.

    Raises:
        TooManyLocks: three numbers were locked in this call within the hour.
    """
    call_hash = work.vault.hash("calls", asked.call_id)
    await _refuse_too_many(work, call_hash)
    customer = (
        await work.session.execute(
            select(Customer)
            .where(Customer.phone_hash == work.vault.hash("customers.phone", asked.phone_number))
            .with_for_update()
        )
    ).scalar_one_or_none()
    undo_code = secrets.token_urlsafe(_CODE_BYTES)
    if customer is not None and customer.locked_at is None:
        customer.locked_at = work.now
        work.session.add(
            AccountLock(
                customer_id=customer.customer_id,
                locked_at=work.now,
                undo_hash=_undo_hash(work, undo_code),
            )
        )
        outbox.email_customer(
            work,
            customer,
            "account_locked",
            f"Hello {customer.first_name}, changes to your account were locked by phone. Your "
            f"orders go on. If this was not you, unlock it with this code: {undo_code}",
        )
    work.session.add(
        SecurityEvent(
            case_number=await fresh(work, SecurityEvent.case_number, "SEC", 8),
            at=work.now,
            kind=_LOCKED,
            scope="number",
            subject_hash=work.vault.hash("lockouts.number", asked.phone_number),
            call_hash=call_hash,
            customer_id=None if customer is None else customer.customer_id,
        )
    )
    return AccountLockRequested(requested_at=work.now)


async def unlock(work: UnitOfWork, asked: AccountUnlockIn) -> AccountUnlocked:
    """Undoes a lock by the code that its owner got.

    Raises:
        UndoCodeInvalid: unknown, or used before.
    """
    undone = await work.session.execute(
        update(AccountLock)
        .where(
            AccountLock.undo_hash == _undo_hash(work, asked.undo_code),
            AccountLock.undone_at.is_(None),
        )
        .values(undone_at=work.now)
        .returning(AccountLock.customer_id)
    )
    customer_id = undone.scalar_one_or_none()
    if customer_id is None:
        raise UndoCodeInvalid
    customer = await customers.load(work, customer_id)
    customer.locked_at = None
    return AccountUnlocked(unlocked_at=work.now)


async def report_fraud(
    work: UnitOfWork, customer_id: str | None, asked: FraudReportIn
) -> FraudReported:
    """Tells the security team what somebody noticed. Anyone may."""
    case_number = await fresh(work, SecurityEvent.case_number, "FRD", 8)
    number = asked.phone_number
    work.session.add(
        SecurityEvent(
            case_number=case_number,
            at=work.now,
            kind="fraud_reported",
            scope=None if number is None else "number",
            subject_hash=None if number is None else work.vault.hash("lockouts.number", number),
            call_hash=work.vault.hash("calls", asked.call_id),
            customer_id=customer_id,
            details_sealed=work.vault.seal("security_events.details", asked.description),
        )
    )
    return FraudReported(case_number=case_number, reported_at=work.now)


async def _refuse_too_many(work: UnitOfWork, call_hash: str) -> None:
    locks = await work.session.scalar(
        select(func.count())
        .select_from(SecurityEvent)
        .where(
            SecurityEvent.kind == _LOCKED,
            SecurityEvent.at > work.now - _WITHIN,
            SecurityEvent.call_hash == call_hash,
        )
    )
    if (locks or 0) >= _MOST_LOCKS:
        raise TooManyLocks


def _undo_hash(work: UnitOfWork, code: str) -> str:
    return work.vault.hash("account_locks.undo", code)
