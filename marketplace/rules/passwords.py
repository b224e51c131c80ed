"""Links that renew a password: one at a time, once, for half an hour, to the address on file."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import func, select, update

from marketplace.refusals import ResetLinkInvalid, TooManyResets
from marketplace.rules import outbox
from marketplace.rules.references import fresh
from marketplace.schemas import PasswordChanged, PasswordResetSent
from marketplace.tables import Customer, Password, PasswordReset, SecurityEvent
from marketplace.work import UnitOfWork

VALID_FOR = timedelta(minutes=30)
AN_HOUR = timedelta(hours=1)
MOST_IN_AN_HOUR = 3
_TOKEN_BYTES = 32
_SALT_BYTES = 16
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


async def send_link(work: UnitOfWork, customer_id: str, call_id: str) -> PasswordResetSent:
    """Emails a link to the address on file; links that were sent before die with it.

    The token is in that email alone: here is only its hash.

    Raises:
        TooManyResets: three were sent within the hour.
    """
    customer = await _locked(work, customer_id)
    sent = await work.session.scalar(
        select(func.count())
        .select_from(PasswordReset)
        .where(PasswordReset.customer_id == customer_id, PasswordReset.sent_at > work.now - AN_HOUR)
    )
    if (sent or 0) >= MOST_IN_AN_HOUR:
        raise TooManyResets
    await work.session.execute(
        update(PasswordReset)
        .where(PasswordReset.customer_id == customer_id, PasswordReset.ended_at.is_(None))
        .values(ended_at=work.now)
    )
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = work.now + VALID_FOR
    work.session.add(
        PasswordReset(
            token_hash=_hash_of(work, token),
            customer_id=customer_id,
            sent_at=work.now,
            expires_at=expires_at,
        )
    )
    work.session.add(
        SecurityEvent(
            case_number=await fresh(work, SecurityEvent.case_number, "SEC", 8),
            at=work.now,
            kind="password_reset_sent",
            call_hash=work.vault.hash("calls", call_id),
            customer_id=customer_id,
        )
    )
    outbox.email_customer(
        work,
        customer,
        "password_reset",
        f"Hello {customer.first_name}, you can choose a new password within half an hour, once: "
        # Behind the #, so that it is in no server's log.
        f"{work.site}/reset-password#{token}",
    )
    return PasswordResetSent(sent_at=work.now, expires_at=expires_at)


async def redeem(work: UnitOfWork, token: str, password_hash: str) -> PasswordChanged:
    """Sets the password of whom the link was sent to, once, and tells them by email.

    Args:
        work: the transaction.
        token: from the link.
        password_hash: as `hashed` made it, before the transaction began.

    Raises:
        ResetLinkInvalid: unknown, used, replaced or expired, or the account is locked: all alike.
    """
    redeemed = await work.session.execute(
        update(PasswordReset)
        .where(
            PasswordReset.token_hash == _hash_of(work, token),
            PasswordReset.ended_at.is_(None),
            PasswordReset.expires_at > work.now,
        )
        .values(ended_at=work.now)
        .returning(PasswordReset.customer_id)
    )
    customer_id = redeemed.scalar_one_or_none()
    if customer_id is None:
        raise ResetLinkInvalid
    customer = await _locked(work, customer_id)
    if customer.locked_at is not None:
        raise ResetLinkInvalid
    await work.session.merge(
        Password(customer_id=customer_id, password_hash=password_hash, set_at=work.now)
    )
    outbox.email_customer(
        work,
        customer,
        "password_changed",
        f"Hello {customer.first_name}, the password of your account was changed. If this was not "
        "you, call us and have the account locked.",
    )
    return PasswordChanged(changed_at=work.now)


async def hashed(password: str) -> str:
    """A password as it is kept: scrypt with a salt of its own. Takes a while, in a thread."""
    salt = secrets.token_bytes(_SALT_BYTES)
    digest = await asyncio.to_thread(hashlib.scrypt, password.encode(), salt=salt, **_SCRYPT)
    n, r, p = _SCRYPT.values()
    return f"scrypt${n}${r}${p}${salt.hex()}${digest.hex()}"


async def _locked(work: UnitOfWork, customer_id: str) -> Customer:
    """The customer's row; whoever else wants a link or a lock for it waits."""
    found = await work.session.execute(
        select(Customer)
        .where(Customer.customer_id == customer_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.scalar_one()


def _hash_of(work: UnitOfWork, token: str) -> str:
    return work.vault.hash("password_resets.token", token)
