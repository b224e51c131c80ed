"""Flags on an account, and links that renew its password."""

from __future__ import annotations

from fastapi import APIRouter

from marketplace.api.access import AccountWrite, AnyWrite, CustomerId
from marketplace.api.errors import refused_with
from marketplace.rules import flags, passwords
from marketplace.schemas import (
    ActivityFlagged,
    ActivityFlagIn,
    NewPasswordIn,
    PasswordChanged,
    PasswordResetIn,
    PasswordResetSent,
)

router = APIRouter(tags=["security and offers"])


@router.post(
    "/customers/{customer_id}/security/flags",
    summary="Flag an account",
    responses=refused_with(404, 409),
)
async def flag_account(
    customer_id: CustomerId, body: ActivityFlagIn, write: AnyWrite
) -> ActivityFlagged:
    """For thirty days the card on file identifies nobody; the owner is told by email."""
    return await write.once(ActivityFlagged, lambda work: flags.raise_flag(work, customer_id, body))


@router.post(
    "/customers/{customer_id}/security/password-resets",
    summary="Email a link that renews the password",
    responses=refused_with(404, 409, 423),
)
async def send_reset_link(
    customer_id: CustomerId,
    body: PasswordResetIn,
    write: AccountWrite,
) -> PasswordResetSent:
    """To the address on file, for half an hour, once; three in an hour at most."""
    return await write.once(
        PasswordResetSent, lambda work: passwords.send_link(work, customer_id, body.call_id)
    )


@router.post(
    "/security/passwords", summary="Choose a new password", responses=refused_with(404, 409)
)
async def choose_password(body: NewPasswordIn, write: AnyWrite) -> PasswordChanged:
    """By the token of a link. One that is used, expired or unknown is refused in the same words."""
    # Before the transaction, and whether or not the link is valid: both take the same time.
    password_hash = await passwords.hashed(body.password.get_secret_value())
    return await write.once(
        PasswordChanged, lambda work: passwords.redeem(work, body.token, password_hash)
    )
