"""Calls back that were promised, for whoever makes them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from marketplace.api.access import AnyWrite, Reading
from marketplace.api.errors import refused_with
from marketplace.rules import callbacks
from marketplace.schemas import CallbackToDial, CallbackTried, CallbackTriedIn, CallbackWaiting

router = APIRouter(prefix="/support/callbacks", tags=["support"])
CallbackId = Annotated[str, Path(max_length=16, examples=["CB-123456"])]
_KNOWN = refused_with(404, 409)


@router.get("", summary="Calls back that are still to be made", responses=refused_with())
async def waiting(work: Reading) -> list[CallbackWaiting]:
    """The earliest first."""
    return await callbacks.waiting(work)


@router.get("/{callback_id}/number", summary="Whom to call", responses=refused_with(404))
async def to_dial(callback_id: CallbackId, work: Reading) -> CallbackToDial:
    """To be asked right before the call."""
    return await callbacks.to_dial(work, callback_id)


@router.post("/{callback_id}/outcome", summary="A call back was made", responses=_KNOWN)
async def tried(callback_id: CallbackId, body: CallbackTriedIn, write: AnyWrite) -> CallbackTried:
    """Where nobody answered, it is made again later."""
    return await write.once(
        CallbackTried, lambda work: callbacks.tried(work, callback_id, body.came)
    )
