"""Calls back that were promised: which are due, whom they go to, and what becomes of them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from marketplace.refusals import CallbackNotFound
from marketplace.rules import do_not_call, local_time
from marketplace.rules.references import canonical
from marketplace.schemas import CallbackCame, CallbackToDial, CallbackTried, CallbackWaiting
from marketplace.tables import Callback
from marketplace.work import UnitOfWork

TRIES = 3
"""Calls that nobody answers, after which it is given up."""
_AGAIN_AFTER = timedelta(hours=1)


async def waiting(work: UnitOfWork) -> list[CallbackWaiting]:
    """Those still to be made, the earliest first."""
    found = await work.session.scalars(
        select(Callback)
        .where(Callback.outcome.is_(None))
        .order_by(Callback.call_at, Callback.callback_id)
    )
    return [
        CallbackWaiting(callback_id=one.callback_id, call_at=one.call_at, tries=one.tries)
        for one in found
    ]


async def to_dial(work: UnitOfWork, callback_id: str) -> CallbackToDial:
    """Whom to call now.

    Raises:
        CallbackNotFound: no such promise is still to be kept.
    """
    one = await _waiting(work, callback_id)
    number = work.vault.open("callbacks.number", one.number_sealed)
    permission = await do_not_call.permission(work, number)
    return CallbackToDial(
        callback_id=one.callback_id, phone_number=number, allowed=permission.allowed
    )


async def tried(work: UnitOfWork, callback_id: str, came: CallbackCame) -> CallbackTried:
    """A call was made. Where nobody answered it is made again an hour later, when we are open.

    Raises:
        CallbackNotFound: no such promise is still to be kept.
    """
    one = await _waiting(work, callback_id)
    if came != "missed":
        one.outcome = came
    else:
        one.tries += 1
        one.outcome = "given_up" if one.tries >= TRIES else None
        one.call_at = local_time.open_from(work.now + _AGAIN_AFTER)
    return CallbackTried.model_validate(
        {"callback_id": one.callback_id, "outcome": one.outcome, "call_at": one.call_at}
    )


async def _waiting(work: UnitOfWork, callback_id: str) -> Callback:
    one = await work.session.get(Callback, canonical(callback_id), with_for_update=True)
    if one is None or one.outcome is not None:
        raise CallbackNotFound
    return one
